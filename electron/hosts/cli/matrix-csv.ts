import { csvText } from "../../contract/text.ts";

/** A square matrix as CSV: the names above and at the left. `values` is row-major. */
export function matrixCsv(names: readonly string[], values: Float64Array): string {
  const size = names.length;
  const rows = names.map((name, row) => [name, ...values.subarray(row * size, (row + 1) * size)]);
  return csvText(["", ...names], rows);
}
