/** The store's Parquet files in the addon: native/addon/parquet_binding.cpp. */

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

/** A file with a row for every strategy, its name first, and a column of float64 for every observation. */
export interface ParquetEncodeRequest {
  /** UTF-8 of all names one behind the other; where each begins, and where the last one ends. */
  readonly names: Uint8Array;
  readonly nameEnds: Int32Array;
  readonly columns: readonly string[];
  /** A cell for every name; NaN = missing. Not to be changed meanwhile. */
  readonly rows: readonly Float64Array[];
  readonly rowGroupRows: number;
  /** Packed with Snappy, or not at all. */
  readonly snappy: boolean;
  /** BYTE_STREAM_SPLIT. */
  readonly split: boolean;
  readonly writer: string;
  /** 0 = all processors. */
  readonly threads: number;
}

export interface ParquetEncoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  /** CRC-32 of each block of 64 KiB. */
  readonly sums: Uint32Array;
}
