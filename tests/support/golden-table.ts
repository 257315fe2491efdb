import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface GoldenTable {
  readonly strategies: readonly string[];
  /** [row][strategy] */
  readonly rows: readonly Float64Array[];
}

/** The strategy columns of a clean golden CSV, without the product's reader. `leading` = columns before the first. */
export function goldenTable(path: string, leading: number): GoldenTable {
  const lines = readFileSync(join(import.meta.dirname, "..", "golden", path), "utf8")
    .trim()
    .split(/\r?\n/);
  const [header = [], ...cells] = lines.map((line) => line.split(",").slice(leading));
  return { strategies: header, rows: cells.map((row) => Float64Array.from(row, Number)) };
}
