/** A line of the rejects ledger. */
export interface RecordedReject {
  readonly file: string;
  readonly line: number;
  /** Offset in the file's text; null where it is not known. */
  readonly byte: number | null;
  readonly row: number;
  readonly column: string;
  readonly strategy: string | null;
  readonly text: string;
  readonly reason: string;
  /** What stands in the dataset instead; null = no value. */
  readonly value: number | null;
}
