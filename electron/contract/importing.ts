import { z } from "zod";
import { namedMapping } from "./places.ts";

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

/** What the rows and columns of a file stand for. Everything but "wide" is turned into a row per day, a column per strategy. */
export const tableShape = z.enum([
  "wide", // a row per day, a column per strategy, cells are P&L
  "long", // a row per day and strategy
  "trades", // a row per closed trade
  "executions", // a row per order that was filled: bought and sold pieces are matched first in, first out
  "equity", // like wide, cells are running totals or account values
  "prices", // like wide, cells are prices
  "returns", // like wide, cells are returns in percent or as fractions
  "transposed", // a row per strategy, a column per day
]);
export type TableShape = z.infer<typeof tableShape>;

/** What a column of a list of trades, or of a table in long format, can be. */
export const tradeRole = z.enum([
  "date",
  "entry_time",
  "exit_time",
  "strategy",
  "symbol",
  "tag",
  "zone",
  "side",
  "quantity",
  "price",
  "entry_price",
  "exit_price",
  "multiplier",
  "pnl",
  "net_pnl",
  "fee",
  "swap",
  "currency",
  "row_type",
  "number",
]);
export type TradeRole = z.infer<typeof tradeRole>;

/** The rule by which a file becomes a table of days and strategies. What is left out is found from the file. */
export const sourceLayout = z.object({
  shape: z.union([z.literal("auto"), tableShape]).optional(),
  /** Sheet of a workbook: its name, its place ("#2"), or "*" for all of them, joined by date. */
  sheet: z.string().optional(),
  /** Lines above the header. */
  skipLines: z.number().int().min(0).max(10_000).optional(),
  /** Columns whose values name the strategies; "file" is the name of the file, "all" makes one strategy of everything. */
  by: z.array(z.string()).optional(),
  /** Column of the P&L. */
  value: z.string().optional(),
  /** Which day a trade belongs to, or the column of the day. */
  day: z.string().optional(),
  /** Fees: "in" = the P&L has them already, or they do not matter; "out" = they are taken off. */
  fees: z.enum(["in", "out"]).optional(),
  /** Trades of a day, of a week (its last day, Friday), or of a day and zone are one observation. */
  period: z.enum(["day", "week", "zone"]).optional(),
  /** Only rows of this currency. */
  currency: z.string().optional(),
  /** What cells of shape "returns" are in. */
  unit: z.enum(["percent", "fraction"]).optional(),
  /** Currency: what returns are of, and the account's value before the first row of an equity curve. */
  capital: z.number().positive().optional(),
  /** Names of the columns by what they are, of this exporter. */
  columns: z.partialRecord(tradeRole, z.array(z.string())).optional(),
  /** Columns that a file must have for the mapping to be chosen by itself. */
  signature: z.array(z.string()).optional(),
  /** Rows of these kinds (column "row_type", by the beginning of the text) count; without it all do. */
  only: z.array(z.string()).optional(),
  /** Rows of these kinds are left out: deposits, totals. */
  without: z.array(z.string()).optional(),
  /** Two rows a trade: the row that has the P&L. The day is that of the other row, if need be. */
  pairs: z.enum(["entry", "exit"]).optional(),
});
export type SourceLayout = z.infer<typeof sourceLayout>;

/** How a file is written. "auto" looks at the file. */
export const fileDialect = z.object({
  encoding: z.enum([
    "auto",
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-15",
    "koi8-r",
    "macintosh",
    "gbk",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
  ]),
  delimiter: z.enum(["auto", "comma", "semicolon", "tab", "pipe"]),
  decimal: z.enum(["auto", "point", "comma"]),
  thousands: z.enum(["auto", "none", "comma", "point", "space", "apostrophe"]),
  /** plain: digits with signs; accounting: also (1.5), 1.5-, U+2212, $1.5, 1.5 %, 1.5 DR and digits of other scripts. */
  numbers: z.enum(["auto", "plain", "accounting"]),
  /**
   * "auto", or tokens YYYY YY MM MMM DD with separators, then perhaps HH:mm, HH:mm:ss or hh:mm A; excel, epoch, epoch-ms,
   * epoch-us, epoch-ns.
   */
  dateFormat: z.string(),
  /**
   * Whose day dates with an offset from UTC are of: "auto", "written" (as it stands), an offset such as +05:30, or
   * Asia/Kolkata.
   */
  timeZone: z.string(),
  /** What times of day that are digits alone are: 915 on a clock, 555 minutes or 33300 seconds since midnight. */
  times: z.enum(["auto", "clock", "minutes", "seconds"]),
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
  /** Prices, running totals, row numbers, years, sums of the others: left out, strategies all the same, or no import. */
  oddColumns: z.enum(["drop", "keep", "refuse"]),
  /** Rows of the same date (and zone and time): observations of their own, one sum, or no import. */
  duplicateDates: z.enum(["keep", "sum", "refuse"]),
  /** Rows whose date cannot be read. */
  badDates: z.enum(["refuse", "drop"]),
  /** Rows with more cells than the header has names: no import, left out, or their first cells alone. */
  longRows: z.enum(["refuse", "drop", "cut"]),
  /** Order of the observations: by date (rows of a date as in the file), or as in the file. */
  order: z.enum(["date", "file"]),
});
export type ImportPolicies = z.infer<typeof importPolicies>;

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
  /** How the file becomes a table of days and strategies; found from the file when absent. */
  layout: sourceLayout.optional(),
  /** How such files are written, and what happens to what is not as it should be; wins over the settings. */
  dialect: fileDialect.partial().optional(),
  policies: importPolicies.partial().optional(),
});
export type DatasetMapping = z.infer<typeof datasetMapping>;

/** What P&L is in: a code of ISO 4217 ("INR"), a sign ("₹"), or a word ("points"). */
export const moneyUnit = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{Sc}%][\p{L}\p{Sc}%&. ]{0,15}$/u, "a currency (INR), its sign, or a word such as points");

/** Everything that a caller can say about an import. What is left out comes from the mapping, then the settings. */
export const importOptions = z.object({
  dialect: fileDialect.partial().default({}),
  policies: importPolicies.partial().default({}),
  /** Name of a preset or of a saved mapping, a mapping, or nothing: chosen by the columns of the file. */
  mapping: z.union([namedMapping(), datasetMapping]).optional(),
  /** Added to the mapping's own. */
  include: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  rename: z.record(z.string(), z.string()).default({}),
  force: datasetMapping.shape.force,
  use: datasetMapping.shape.use,
  /** Wins over that of the mapping. */
  layout: sourceLayout.default({}),
  /** What the cells are in; the setting analysis.currency says it where this is left out. */
  money: moneyUnit.optional(),
  /** Put the file's name without extension before each strategy, as the replaced system did with several files. */
  prefixNames: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof importOptions>;

/** What only a person can decide about a file, and what each answer adds to the request. */
export const importQuestion = z.object({
  /** Up to three cells as written. */
  cells: z.array(z.string()),
  answers: z.array(
    z.object({
      label: z.string(),
      say: importOptions.pick({ dialect: true, policies: true, layout: true }).partial(),
    }),
  ),
});
export type ImportQuestion = z.infer<typeof importQuestion>;

/** How a file was understood: everything that was detected or said. */
export const fileUnderstanding = z.object({
  file: z.string(),
  bytes: z.number(),
  encoding: z.string(),
  /** What the table was packed or written in: none, gzip, parquet, an Excel workbook ... */
  compression: z.string(),
  hasBom: z.boolean(),
  lineEnd: z.enum(["lf", "crlf", "cr", "mixed"]),
  delimiter: z.string(),
  decimal: z.string(),
  thousands: z.string(),
  numbers: z.enum(["plain", "accounting"]),
  /** False: the first line is data, and names were made up or come from the mapping. */
  hasHeader: z.boolean(),
  rows: z.number(),
  columns: z.number(),
  mapping: z.string(),
  /** Pattern of the dates, and what decided it. */
  dateFormat: z.string(),
  dateBecause: z.string(),
  confidenceScale: z.enum(["percent", "fraction"]).nullable(),
  /** What times of digits alone were taken as; null where there are none. */
  times: z.enum(["clock", "minutes", "seconds"]).nullable(),
  /** Columns that are no strategies. */
  roles: z.array(z.object({ role: columnRole, column: z.string() })),
  strategies: z.number(),
  /** The first ones of the columns that are left out, and how many there are. */
  ignored: z.array(z.object({ column: z.string(), why: z.string() })),
  ignoredCount: z.number(),
  /** How the rows became days and strategies; null for a table that was wide already. */
  layout: z
    .object({
      shape: tableShape,
      /** What decided it. */
      because: z.string(),
      /** The rule in force, with everything that was found. */
      rule: sourceLayout,
      /** Columns of the file, and how many rows it has. */
      columns: z.array(z.string()),
      rows: z.number(),
    })
    .nullable(),
  /** Sheets of a workbook; empty for other files. */
  sheets: z.array(z.string()),
  /** Lines above the header that were skipped. */
  skippedLines: z.number(),
});
export type FileUnderstanding = z.infer<typeof fileUnderstanding>;

/** Something noticed about a file or a dataset: constant columns, copies, left-out columns, repeated dates ... */
export const datasetFinding = z.object({
  kind: z.string(),
  /** How many columns, rows or files it concerns. */
  count: z.number().int().nonnegative(),
  message: z.string(),
  /** A few of them. */
  examples: z.array(z.string()),
});
export type DatasetFinding = z.infer<typeof datasetFinding>;
