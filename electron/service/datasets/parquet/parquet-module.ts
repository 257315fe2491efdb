type ParquetModule = typeof import("parquet-wasm");

let loading: Promise<ParquetModule> | undefined;

/** The WebAssembly Parquet codec, compiled once per process or worker on first use (about 40 ms). */
export function parquetModule(): Promise<ParquetModule> {
  loading ??= import("parquet-wasm");
  return loading;
}
