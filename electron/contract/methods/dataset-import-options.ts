import { z } from "zod";
import { datasetMapping } from "./dataset-mapping.ts";

/** How a file is written. "auto" looks at the file. */
export const fileDialect = z.object({
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  delimiter: z.enum(["auto", "comma", "semicolon", "tab", "pipe"]),
  decimal: z.enum(["auto", "point", "comma"]),
  thousands: z.enum(["auto", "none", "comma", "point", "space", "apostrophe"]),
  /** "auto", or tokens YYYY YY MM MMM DD with separators, then perhaps HH:mm or HH:mm:ss. */
  dateFormat: z.string(),
  confidenceScale: z.enum(["auto", "percent", "fraction"]),
});
export type FileDialect = z.infer<typeof fileDialect>;

/** What happens to what is not as it should be. Whatever is chosen is counted and reported. */
export const importPolicies = z.object({
  /** A cell that is not a number: 0 as the replaced system did, no value, or no import. */
  missing: z.enum(["zero", "keep", "refuse"]),
  /** Two columns of one name: no import, numbered names, or only the first. */
  duplicateNames: z.enum(["refuse", "rename", "first"]),
  /** Exact copies of another column. */
  duplicateColumns: z.enum(["keep", "drop", "refuse"]),
  /** Columns whose cells are all equal. */
  constantColumns: z.enum(["keep", "drop", "refuse"]),
  /** Rows of the same date (and zone and time): observations of their own, one sum, or no import. */
  duplicateDates: z.enum(["keep", "sum", "refuse"]),
  /** Rows whose date cannot be read. */
  badDates: z.enum(["refuse", "drop"]),
  /** Order of the observations: by date (rows of a date as in the file), or as in the file. */
  order: z.enum(["date", "file"]),
});
export type ImportPolicies = z.infer<typeof importPolicies>;

/** Everything that a caller can say about an import. What is left out comes from the mapping, then the settings. */
export const importOptions = z.object({
  dialect: fileDialect.partial().default({}),
  policies: importPolicies.partial().default({}),
  /** Name of a preset or of a saved mapping, a mapping, or nothing: chosen by the columns of the file. */
  mapping: z.union([z.string(), datasetMapping]).optional(),
  /** Added to the mapping's own. */
  include: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  rename: z.record(z.string(), z.string()).default({}),
  force: datasetMapping.shape.force,
  use: datasetMapping.shape.use,
  /** Put the file's name without extension before each strategy, as the replaced system did with several files. */
  prefixNames: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof importOptions>;
