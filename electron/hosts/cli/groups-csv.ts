import type { ResultOf } from "../../contract/method.ts";
import type { groupStrategies } from "../../contract/methods/group.ts";

/**
 * Statistics of strategies by group as CSV, full precision, LF: a line per strategy; for each statistic the column of all
 * rows (`mean`) and one per group (`mean:Upward_Calm`). Empty = not defined.
 */
export async function groupsCsv({
  strategies,
  groups,
  statistics,
  values,
  whole,
}: ResultOf<typeof groupStrategies>): Promise<string> {
  const { csvField } = await import("../../contract/text.ts");
  const { pythonFloat } = await import("../../service/exporting/python-text.ts");
  const columns = statistics.flatMap((statistic, k) => [
    { title: statistic, values: whole[k] },
    ...groups.map(({ name }, g) => ({
      title: `${statistic}:${name}`,
      values: values[k * groups.length + g],
    })),
  ]);
  const lines = [["strategy", ...columns.map(({ title }) => csvField(title))].join(",")];
  for (const [index, name] of strategies.entries()) {
    const cells = columns.map((column) => {
      const value = column.values?.[index] ?? Number.NaN;
      return Number.isNaN(value) ? "" : pythonFloat(value);
    });
    lines.push([csvField(name), ...cells].join(","));
  }
  return `${lines.join("\n")}\n`;
}
