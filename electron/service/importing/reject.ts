/** A cell that was not taken as written. */
export interface Reject {
  /** Data row of the file, from 0. */
  readonly row: number;
  /** 1-based physical line. */
  readonly line: number;
  /** Offset of the cell in the file's text; null for cells that were judged after reading. */
  readonly byte: number | null;
  /** Name in the file. */
  readonly column: string;
  /** Name in the dataset; null for a column that is no strategy. */
  readonly strategy: string | null;
  readonly text: string;
  readonly reason: string;
  /** What stands in the dataset instead; null = no value. */
  readonly value: number | null;
}
