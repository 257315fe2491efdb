import { csvName } from "../../../contract/text.ts";
import { type LegacyPortfolio, metricLines, numbered } from "../legacy-text.ts";
import { pythonFloat } from "../python-text.ts";
import type { LegacyParameters } from "./legacy-run.ts";

/** best_portfolio_size{n}_{run}.txt */
export function legacyBestPortfolio(portfolio: LegacyPortfolio): string {
  return [
    `Best Portfolio (Size ${portfolio.strategies.length}) - Method: ${portfolio.method}`,
    `Fitness: ${pythonFloat(portfolio.fitness)}`,
    "",
    "Performance Metrics:",
    ...metricLines(portfolio.metrics, portfolio.definitions),
    "",
    "Selected Strategies:",
    ...numbered(portfolio.strategies),
    "",
  ].join("\n");
}

interface LegacyOptimizationSummary {
  /** YYYYMMDD_HHMMSS */
  readonly runId: string;
  /** YYYY-MM-DD HH:MM:SS, local time, end of the run. */
  readonly date: string;
  readonly parameters: LegacyParameters;
  readonly best: LegacyPortfolio;
}

/** optimization_summary_{run}.txt of the entire-day run. */
export function legacyOptimizationSummary(summary: LegacyOptimizationSummary): string {
  const { parameters, best } = summary;
  return [
    "Multi-Strategy Portfolio Optimization Results",
    "=".repeat(43),
    "",
    `Run ID: ${summary.runId}`,
    `Date: ${summary.date}`,
    "",
    "Optimization Parameters:",
    `- Metric: ${parameters.metric}`,
    `- Min Portfolio Size: ${parameters.minSize}`,
    `- Max Portfolio Size: ${parameters.maxSize}`,
    `- Population Size: ${parameters.populationSize}`,
    `- Mutation Rate: ${pythonFloat(parameters.mutationRate)}`,
    `- GA Generations: ${parameters.generations}`,
    `- Apply ULTA Logic: ${pythonBool(parameters.applyUlta)}`,
    `- Balanced Mode: ${pythonBool(parameters.balancedMode)}`,
    `- Penalty Factor: ${pythonFloat(parameters.penaltyFactor)}`,
    "",
    "Best Overall Portfolio:",
    `- Size: ${best.strategies.length}`,
    `- Method: ${best.method}`,
    `- Fitness: ${pythonFloat(best.fitness)}`,
    "",
    "Selected Strategies:",
    ...numbered(best.strategies),
    "",
  ].join("\n");
}

function pythonBool(value: boolean): string {
  return value ? "True" : "False";
}

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
  options: { readonly legacyOffByOne?: boolean; readonly formulasAsText?: boolean } = {},
): string {
  const columns = [table.roi, table.maxDrawdown, table.winPercentage, table.profitFactor, table.expectancy];
  const lines = [",ROI,Max Drawdown,Win Percentage,Profit Factor,Expectancy"];
  for (let i = options.legacyOffByOne ? 1 : 0; i < table.names.length; i += 1) {
    const cells = columns.map((column) => pandasCell(column[i] ?? Number.NaN));
    lines.push(`${csvName(table.names[i] ?? "", options.formulasAsText ?? false)},${cells.join(",")}`);
  }
  return `${lines.join("\n")}\n`;
}

function pandasCell(value: number): string {
  return Number.isNaN(value) ? "" : pythonFloat(value);
}
