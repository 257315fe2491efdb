import type { CsvOpened } from "../../engine/addon/csv.ts";
import type { DetectedDialect } from "../dialect/detect-dialect.ts";
import type { SourceText } from "./source-text.ts";

/** A file that is open for reading cells. Close it with closeCsv. */
export interface CsvFile {
  readonly source: SourceText;
  readonly dialect: DetectedDialect;
  readonly opened: CsvOpened;
  /** Names of the columns; made up when the file has no header line. */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  /** What to take from line numbers and byte offsets of the reader to get those of the user's file. */
  readonly shift: { readonly lines: number; readonly bytes: number };
}
