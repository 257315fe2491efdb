import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { PnlMatrix } from "../../../../electron/service/pnl-matrix.ts";

export interface GoldenTable {
  readonly dates: readonly string[];
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
  /** Text of the leading columns, by header name. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

const golden = join(import.meta.dirname, "../../../golden");

/** Reads a clean golden CSV without the product's reader. `leading` = columns before the first strategy. */
export function readGoldenTable(path: string, leading: number): GoldenTable {
  const lines = readFileSync(isAbsolute(path) ? path : join(golden, path), "utf8")
    .trim()
    .split(/\r?\n/);
  const header = (lines[0] ?? "").split(",");
  const cells = lines.slice(1).map((line) => line.split(","));
  const columns = Object.fromEntries(
    header.slice(0, leading).map((name, c) => [name, cells.map((row) => row[c] ?? "")]),
  );
  return {
    dates: columns.Date ?? [],
    strategies: header.slice(leading),
    columns,
    matrix: {
      observations: cells.length,
      strategies: header.length - leading,
      rows: cells.map((row) => Float64Array.from(row.slice(leading), Number)),
    },
  };
}
