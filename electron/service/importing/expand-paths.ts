import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem } from "../disk/durable.ts";

const csvName = /\.((csv|tsv|txt)(\.gz|\.zst)?|parquet)$/i;

/** A folder becomes the CSV files in it, by name; other paths stay. Throws Problem. */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    try {
      if (!(await stat(path)).isDirectory()) {
        expanded.push(path);
        continue;
      }
      const names = (await readdir(path)).filter((name) => csvName.test(name)).sort();
      if (names.length === 0) {
        throw new Problem("bad-input", `There is no CSV file in the folder ${path}.`, {
          file: path,
          remedy:
            "Name the file to import, or a folder with files that end in .csv, .tsv or .txt (also .gz, .zst).",
        });
      }
      expanded.push(...names.map((name) => join(path, name)));
    } catch (error) {
      throw diskProblem(error, path, "reading");
    }
  }
  return expanded;
}
