import type { SampleDay } from "./sample-calendar.ts";

/** YYYY-MM-DD */
export function isoDate({ year, month, day }: SampleDay): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
