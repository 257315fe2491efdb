import { z } from "zod";

/** What a column can be. Everything that is not one of the first nine is a strategy or ignored. */
export const columnRole = z.enum([
  "date",
  "day",
  "zone",
  "start_time",
  "end_time",
  "market_regime",
  "confidence",
  "transition_threshold",
  "capital",
  "strategy",
  "ignore",
]);
export type ColumnRole = z.infer<typeof columnRole>;

/**
 * How the columns of a file are understood, as data: presets ship with the product, users save their own.
 * Column names match in any case and with any punctuation ("Regime_Confidence_%" = "regime confidence").
 * A pattern is a name, a glob ("SENSEX *SL7%") or a regular expression ("/SL\d+%$/i").
 */
export const datasetMapping = z.object({
  name: z.string().min(1).max(60),
  title: z.string().default(""),
  /** Names that a column may have, by role. */
  columns: z.partialRecord(columnRole, z.array(z.string())).default({}),
  /** Roles that a file must have for this mapping to be chosen by itself. */
  requires: z.array(columnRole).default(["date"]),
  /** Roles beside the date that take part; a column of another role is left out and reported. All when absent. */
  use: z.array(columnRole).optional(),
  /** Strategies to take (all when empty), and to leave out. */
  include: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  /** Role of a column by its exact name, or by its place: "#3" is the third. Wins over everything else. */
  force: z.record(z.string(), columnRole).default({}),
  /** New names of strategies: a pattern, and the name or (for a regular expression) the replacement. */
  rename: z.record(z.string(), z.string()).default({}),
  /** A file without a header line: the names of its columns in order. */
  header: z.array(z.string()).optional(),
});
export type DatasetMapping = z.infer<typeof datasetMapping>;
