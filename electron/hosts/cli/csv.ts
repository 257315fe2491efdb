import type { ResultOf } from "../../contract/method.ts";
import type { groupStrategies } from "../../contract/methods/group.ts";
import { csvName, csvText } from "../../contract/text.ts";

/** CSV of strategies with columns of whole numbers or figures beside them. */
export function namesCsv(
  strategies: readonly string[],
  columns: Readonly<Record<string, ArrayLike<number | string>>>,
  formulasAsText: boolean,
): string {
  const rows = strategies.map((name, i) => [
    name,
    ...Object.values(columns).map((column) => column[i] as number | string),
  ]);
  return csvText(["strategy", ...Object.keys(columns)], rows, formulasAsText);
}

/** A square matrix as CSV: the names above and at the left. `values` is row-major. */
export function matrixCsv(names: readonly string[], values: Float64Array, formulasAsText: boolean): string {
  const size = names.length;
  const rows = names.map((name, row) => [name, ...values.subarray(row * size, (row + 1) * size)]);
  return csvText(["", ...names], rows, formulasAsText);
}

/**
 * Statistics of strategies by group as CSV, full precision, LF: a line per strategy; for each statistic the column of all
 * rows (`mean`) and one per group (`mean:Upward_Calm`). Empty = not defined.
 */
export async function groupsCsv(
  { strategies, groups, statistics, values, whole }: ResultOf<typeof groupStrategies>,
  formulasAsText: boolean,
): Promise<string> {
  const { pythonFloat } = await import("../../service/exporting/python-text.ts");
  const columns = statistics.flatMap((statistic, k) => [
    { title: statistic, values: whole[k] },
    ...groups.map(({ name }, g) => ({
      title: `${statistic}:${name}`,
      values: values[k * groups.length + g],
    })),
  ]);
  const lines = [["strategy", ...columns.map(({ title }) => csvName(title, formulasAsText))].join(",")];
  for (const [index, name] of strategies.entries()) {
    const cells = columns.map((column) => {
      const value = column.values?.[index] ?? Number.NaN;
      return Number.isNaN(value) ? "" : pythonFloat(value);
    });
    lines.push([csvName(name, formulasAsText), ...cells].join(","));
  }
  return `${lines.join("\n")}\n`;
}
