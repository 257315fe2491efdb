/** Encodings that are read. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
/** What the text is packed in. A wide Parquet file is read by way of its text. */
export type Compression = "none" | "gzip" | "zstd" | "parquet";

/** A file to import, as plain UTF-8 text. */
export interface SourceText {
  /** The file that the user named. */
  readonly path: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  readonly compression: Compression;
  /** What the CSV reader reads: `path` itself, or a converted copy of it. */
  readonly textPath: string;
  /** Of the bytes of `path`; null until the CSV reader has computed it. */
  readonly sha256: string | null;
}
