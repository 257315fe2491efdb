import { csvField } from "./csv-field.ts";
import { pythonFloat } from "./python-float.ts";

/** Columns of strategy_metrics.csv, one value per strategy. Currency; win percentage is a fraction. */
export interface LegacyStrategyMetrics {
  /** As printed, file prefix included. */
  readonly names: readonly string[];
  readonly roi: Float64Array;
  readonly maxDrawdown: Float64Array;
  readonly winPercentage: Float64Array;
  readonly profitFactor: Float64Array;
  readonly expectancy: Float64Array;
}

/**
 * strategy_metrics.csv: the first header cell is empty, floats are in full, an undefined figure is an empty cell.
 * The legacy program left out the first strategy of a `Date,Day` file; `legacyOffByOne` does the same, for diffing.
 */
export function legacyStrategyMetrics(
  table: LegacyStrategyMetrics,
  options: { readonly legacyOffByOne?: boolean } = {},
): string {
  const columns = [table.roi, table.maxDrawdown, table.winPercentage, table.profitFactor, table.expectancy];
  const lines = [",ROI,Max Drawdown,Win Percentage,Profit Factor,Expectancy"];
  for (let i = options.legacyOffByOne ? 1 : 0; i < table.names.length; i += 1) {
    const cells = columns.map((column) => pandasCell(column[i] ?? Number.NaN));
    lines.push(`${csvField(table.names[i] ?? "")},${cells.join(",")}`);
  }
  return `${lines.join("\n")}\n`;
}

function pandasCell(value: number): string {
  return Number.isNaN(value) ? "" : pythonFloat(value);
}
