import { join } from "node:path";
import { damagedFile } from "./damaged-file.ts";
import type { Manifest } from "./manifest.ts";
import { readParquetSelection } from "./parquet/read-parquet.ts";
import { readTexts } from "./parquet/read-texts.ts";

/**
 * The names of all strategies, in the order of the matrix. Every pnl file holds the first of them, up to the ones that
 * were there when it was written; so one file with all of them is enough.
 */
export async function readStrategies(
  folder: string,
  manifest: Manifest,
): Promise<{ names: string[]; bytesRead: number }> {
  // A series of market regimes has observations only.
  if (manifest.strategies === 0) return { names: [], bytesRead: 0 };
  const file = manifest.files.find((one) => one.kind === "pnl" && one.rows === manifest.strategies);
  if (!file) throw damagedFile(folder, "no file holds all strategies.");
  const path = join(folder, file.path);
  try {
    const { value, bytesRead } = await readParquetSelection(
      path,
      { columns: ["strategy"] },
      (columns, memory) => columns.flatMap((column) => readTexts(column, memory)),
    );
    return { names: value.map((name) => name ?? ""), bytesRead };
  } catch (error) {
    throw damagedFile(path, (error as Error).message);
  }
}
