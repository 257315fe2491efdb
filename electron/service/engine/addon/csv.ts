/** The CSV reader of the addon: native/addon/csv_*. */

/** An opaque, type-tagged handle. */
export type CsvHandle = { readonly __csv: unique symbol };

export interface CsvDialect {
  /** One of , ; tab | as a character. */
  readonly delimiter: string;
  /** "." or ","; "" = not known: a cell with either is no number. */
  readonly decimal: string;
  /** Thousands separator accepted inside numbers, "" = none. */
  readonly thousands: string;
  /** Also reads parentheses, minus signs of any kind, currencies, percent signs, CR and DR. */
  readonly accounting?: boolean;
}

export interface CsvOpened {
  readonly handle: CsvHandle;
  /** Names as written in the first record, unquoted. */
  readonly header: string[];
  /** Data records; blank lines are skipped and not counted. */
  readonly rowCount: number;
  readonly byteCount: number;
  readonly hasBom: boolean;
  /** Of the records; "cr" is the old Macintosh's. */
  readonly lineEnd: "lf" | "crlf" | "cr" | "mixed";
  /** SHA-256 of the file's bytes, lower-case hex, computed during the scan; "" unless asked for. */
  readonly sha256: string;
}

/**
 * What can be wrong with a file as a whole: the `reason` of an error whose `code` is bad-argument (or internal, for
 * io). `file` names the file, `line` is there when one line is to blame. csvProblem makes a Problem of it.
 */
export const csvFaults = [
  "not-found",
  "not-a-file", // a folder, a pipe
  "no-permission",
  "empty", // no record at all; a header without rows is no error
  "header-too-long", // over headerBytes: hardly a table
  "too-many-columns", // over 4,194,304
  "unterminated-quote",
  "changed", // size or time of change differ from those at csvOpen
  "io",
] as const;
export type CsvFault = (typeof csvFaults)[number];

/** What to do with each column of the file. */
export const csvRole = { ignore: 0, text: 1, number: 2 } as const;

/** Why a cell was not taken as written. The order is the code in CsvRows.rejectReason. */
export const csvRejectReasons = [
  "blank", // empty, or only spaces
  "na-token", // NA, N/A, NaN, null, none, nil, -, #N/A ... in any case
  "text", // not a number at all: "abc", "1.5%", "(12.5)"
  "infinite", // inf, Infinity, or a number too large for double
  "thousands", // "1,234.50" when no thousands separator is declared
  "missing-cell", // the row ends before this column
  "extra-cell", // the row goes on after the last column: once per row, column = header length, text = all the rest
] as const;
export type CsvRejectReason = (typeof csvRejectReasons)[number];

export interface CsvRows {
  /** For each text column, in file order: one string per row, or each text once where they are coded. */
  readonly text: string[][];
  /** For each text column whose texts are coded: of every row the place of its text. */
  readonly codes?: Uint32Array[];
  /** 1-based physical line of each row. */
  readonly line: Float64Array;
  /** Size of the largest number. */
  readonly largest: number;
  /** The cells not taken as written, in (row, column) order, at most `rejectLimit`; all are counted. */
  readonly rejectCount: number;
  /** Data row of the file, from 0 (not of the request). */
  readonly rejectRow: Uint32Array;
  /** Column of the file. Columns that are ignored have no rejects; text columns only missing-cell. */
  readonly rejectColumn: Uint32Array;
  /** 1-based physical line and byte offset of the cell's beginning. */
  readonly rejectLine: Float64Array;
  readonly rejectByte: Float64Array;
  readonly rejectReason: Uint8Array;
  /** Without quotes, at most 1,000 bytes. */
  readonly rejectText: string[];
}

export interface CsvReadRequest {
  readonly handle: CsvHandle;
  /** csvRole of every column of the header. */
  readonly roles: Uint8Array;
  readonly firstRow: number;
  readonly rowCount: number;
  /** At least rowCount x (columns of role number), time-major. A rejected cell is filled with NaN. */
  readonly out: Float64Array;
  /** Cells from one row of `out` to the next, where each is a part of a longer row; absent = they lie end to end. */
  readonly stride?: number;
  readonly rejectLimit: number;
  /** Do not look at a row beyond the last column that is not ignored: extra cells are not found then. */
  readonly stopEarly?: boolean;
  /** Give each text once, with a number for every row: names and days come again and again. */
  readonly coded?: boolean;
  readonly threads: number;
  /** How the numbers are written, where that is known better than at opening. */
  readonly dialect?: CsvDialect;
}

/** Counts of cells that were read; NaN = missing. */
export interface CellCounts {
  readonly finite: number;
  readonly missing: number;
  /** Of the cells that are not missing, by row and then by column; null when it is beyond the range of a double. */
  readonly sum: number | null;
  readonly missingByRow: readonly number[];
}

/**
 * Figures of a column, missing cells left out: smallest and largest cell, sum, sum of sizes and of squares, sum of squared
 * differences of neighbours, the last cell, sum of the distances to the sum of all others in the row, cells that are not 0.
 */
export const csvColumnFigures = [
  "low",
  "high",
  "sum",
  "size",
  "square",
  "step",
  "last",
  "fromTotal",
  "nonzero",
  "timesLargest",
] as const;

/** What is known of columns whose cells went by. All of one length, zeros at first; watchColumns changes them. */
export interface ColumnWatch {
  readonly first: Float64Array;
  /** 1 as soon as a cell differs from the first; -0 counts as 0 and all NaN as one. */
  readonly varies: Uint8Array;
  /** Equal ones mean equal columns, but for one chance in 2^64. */
  readonly fingerprint: BigUint64Array;
  /** csvColumnFigures of every column, one figure after the other. */
  readonly figures: Float64Array;
  /** Whether no cell was seen before. */
  readonly isFirst: boolean;
  /** 0 = all processors. */
  readonly threads: number;
}
