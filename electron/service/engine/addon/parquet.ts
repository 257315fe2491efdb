/** The reader of the store's Parquet files of the addon: native/addon/parquet_binding.cpp. */

/** An opaque, type-tagged handle. */
export type ParquetHandle = { readonly __parquet: unique symbol };

/** A file with a row for every strategy and a column for every observation. */
export interface ParquetCells {
  readonly path: string;
  readonly bytes: number;
  /** CRC-32 of each block of 64 KiB; absent: not known. */
  readonly sums?: Uint32Array;
  /** Columns to read, and the row of the output that each of them is. */
  readonly columns: readonly string[];
  readonly rows: Uint32Array;
}

export interface ParquetReadRequest {
  readonly files: ParquetHandle;
  /** Places of the strategies in the files; one behind the last of a file is NaN there. */
  readonly places: Uint32Array;
  /** Strategy k of row t goes to out[t * stride + at + k]. */
  readonly out: Float64Array;
  readonly stride: number;
  readonly at: number;
  /** 0 = all processors. */
  readonly threads: number;
}
