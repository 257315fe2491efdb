import { columnReader } from "../parquet/arrow.ts";
import type { WrittenFile } from "../parquet/blocks.ts";
import { readParquet } from "../parquet/read.ts";
import { damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";

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

export interface RejectQuery {
  readonly offset: number;
  readonly limit: number;
  /** Only cells of this column (name in the file or in the dataset). */
  readonly column?: string | undefined;
  readonly reason?: string | undefined;
}

/** Reads lines of the ledger; `total` counts all that the query matches. Throws Problem. */
export async function readRejects(
  folder: string,
  manifest: Manifest,
  query: RejectQuery,
): Promise<{ total: number; rejects: RecordedReject[] }> {
  const rejects: RecordedReject[] = [];
  let total = 0;
  for (const { path } of manifest.files.filter(({ kind }) => kind === "rejects")) {
    const all = await readLedger(writtenFile(folder, manifest.files, path));
    for (const one of all) {
      const isWanted =
        (query.column === undefined || one.column === query.column || one.strategy === query.column) &&
        (query.reason === undefined || one.reason === query.reason);
      if (!isWanted) continue;
      if (total >= query.offset && rejects.length < query.limit) rejects.push(one);
      total++;
    }
  }
  return { total, rejects };
}

async function readLedger(file: WrittenFile): Promise<RecordedReject[]> {
  const read = readParquet(file, (columns, memory) => {
    const { texts, numbers } = columnReader(columns, memory);
    const [file, column, strategy] = [texts("file"), texts("column"), texts("strategy")];
    const [text, reason] = [texts("text"), texts("reason")];
    const [byte, row, value] = [numbers("byte"), numbers("row"), numbers("value_used")];
    return numbers("line").map((line, index) => ({
      file: file[index] ?? "",
      line: line ?? 0,
      byte: byte[index] ?? null,
      row: row[index] ?? 0,
      column: column[index] ?? "",
      strategy: strategy[index] ?? null,
      text: text[index] ?? "",
      reason: reason[index] ?? "",
      value: value[index] ?? null,
    }));
  });
  const { value } = await read.catch((error: Error) => {
    throw damagedFile(file.path, error.message);
  });
  return value;
}
