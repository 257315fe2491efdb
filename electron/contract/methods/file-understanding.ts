import { z } from "zod";
import { columnRole } from "./dataset-mapping.ts";

/** How a file was understood: everything that was detected or said. */
export const fileUnderstanding = z.object({
  file: z.string(),
  bytes: z.number(),
  encoding: z.string(),
  compression: z.enum(["none", "gzip", "zstd", "parquet"]),
  hasBom: z.boolean(),
  lineEnd: z.enum(["lf", "crlf", "cr", "mixed"]),
  delimiter: z.string(),
  decimal: z.string(),
  thousands: z.string(),
  /** False: the first line is data, and names were made up or come from the mapping. */
  hasHeader: z.boolean(),
  rows: z.number(),
  columns: z.number(),
  mapping: z.string(),
  /** Pattern of the dates, and what decided it. */
  dateFormat: z.string(),
  dateBecause: z.string(),
  confidenceScale: z.enum(["percent", "fraction"]).nullable(),
  /** Columns that are no strategies. */
  roles: z.array(z.object({ role: columnRole, column: z.string() })),
  strategies: z.number(),
  /** The first ones of the columns that are left out, and how many there are. */
  ignored: z.array(z.object({ column: z.string(), why: z.string() })),
  ignoredCount: z.number(),
});
export type FileUnderstanding = z.infer<typeof fileUnderstanding>;
