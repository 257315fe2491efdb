/** How the Parquet files of a dataset are written. */
export interface StorageOptions {
  readonly compression: "snappy" | "zstd" | "gzip" | "none";
  /** Strategies (rows) in one row group. */
  readonly rowGroupStrategies: number;
  readonly byteStreamSplit: boolean;
  /** Versions that stay available to a rollback. */
  readonly versionsKept: number;
  /** Days until a deleted dataset is removed for good; 0 = at once. */
  readonly trashDays: number;
}
