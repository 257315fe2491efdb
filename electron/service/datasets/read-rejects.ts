import { join } from "node:path";
import { damagedFile } from "./damaged-file.ts";
import type { Manifest } from "./manifest.ts";
import type { ArrowColumn } from "./parquet/arrow-view.ts";
import { readNumbers } from "./parquet/read-numbers.ts";
import { readParquet } from "./parquet/read-parquet.ts";
import { readTexts } from "./parquet/read-texts.ts";
import type { RecordedReject } from "./recorded-reject.ts";

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
    const all = await readLedger(join(folder, path));
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

async function readLedger(path: string): Promise<RecordedReject[]> {
  const read = readParquet(path, (columns, memory) => {
    const find = (name: string): ArrowColumn => {
      const column = columns.find((one) => one.name === name);
      if (!column) throw new Error(`it has no column ${name}`);
      return column;
    };
    const texts = (name: string): (string | null)[] => readTexts(find(name), memory);
    const numbers = (name: string): (number | null)[] => readNumbers(find(name), memory);
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
    throw damagedFile(path, error.message);
  });
  return value;
}
