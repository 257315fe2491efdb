import { isoDate } from "./iso-date.ts";
import { legacyFormat } from "./legacy-format.ts";
import type { SampleFormat } from "./sample-format.ts";

/** Date,Zone,Day,<strategies>: four rows per day. A strategy that does not trade in a zone has 0 there. */
export const zonesFormat: SampleFormat = {
  ...legacyFormat,
  zones: 4,
  zeroShare: 0.35,
  leading: ["Date", "Zone", "Day"],
  leadingCells: ({ row, day }) => [isoDate(day), `Zone ${(row % 4) + 1}`, day.weekday],
};
