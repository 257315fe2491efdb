import { isoDate } from "./iso-date.ts";
import type { SampleFormat } from "./sample-format.ts";

/** Date,Day,<strategies>: one row per weekly expiry. Whole numbers carry ".0", as pandas writes them. */
export const legacyFormat: SampleFormat = {
  zones: 1,
  calendar: "weekly",
  zeroShare: 0.0009,
  lineEnd: "\n",
  names: (plan) => plan.names,
  leading: ["Date", "Day"],
  leadingCells: ({ day }) => [isoDate(day), day.weekday],
  cell: (value) => (Number.isInteger(value) ? value.toFixed(1) : String(value)),
};
