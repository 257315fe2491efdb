import type { Observation } from "../../datasets/version/observations.ts";

/** What makes two rows the same observation: date, zone and, between zones, the start time. */
export function observationKey({ date, zone, startTime }: Observation): string {
  return `${date}\u0000${zone ?? ""}\u0000${zone === null ? (startTime ?? "") : ""}`;
}
