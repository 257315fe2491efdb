import type { OpenDataset } from "../dataset-store.ts";
import { csvCell, csvNumber } from "./csv-cell.ts";
import { exportColumns } from "./export-columns.ts";

const cell = (value: string | number | null): string =>
  typeof value === "number" ? csvNumber(value) : csvCell(value ?? "");

/** A line per observation, as the files that are imported. Line ends are LF. */
export function* wideLines(dataset: OpenDataset): Generator<string> {
  const columns = exportColumns(dataset);
  const names = [...columns.map(({ name }) => name), ...dataset.strategies];
  yield `${names.map(csvCell).join(",")}\n`;
  for (const [index, row] of dataset.matrix.rows.entries()) {
    const known = columns.map(({ values }) => cell(values[index] ?? null));
    yield `${[...known, ...Array.from(row, csvNumber)].join(",")}\n`;
  }
}

/** A line per strategy; `columns` name the observations. */
export function* strategyLines(dataset: OpenDataset, columns: readonly string[]): Generator<string> {
  yield `${["strategy", ...columns].map(csvCell).join(",")}\n`;
  for (const [index, name] of dataset.strategies.entries()) {
    const cells = dataset.matrix.rows.map((row) => csvNumber(row[index] as number));
    yield `${[csvCell(name), ...cells].join(",")}\n`;
  }
}
