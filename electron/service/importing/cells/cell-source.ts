import type { CsvFile } from "../source/csv-file.ts";

/** A file whose cells go into a dataset. */
export interface CellSource {
  readonly file: CsvFile;
  /** Columns of its strategies, ascending. */
  readonly columns: readonly number[];
  /** Where each of them goes among the strategies of the dataset; null = in order, and there are no others. */
  readonly places: Uint32Array | null;
  /** For each data row the observation of the dataset; -1 = none. */
  readonly targets: Int32Array;
  /** Columns of truth values only: True is 1 under the policy "zero", as it was to the replaced system. */
  readonly truthColumns: ReadonlySet<number>;
}
