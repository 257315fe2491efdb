import type { LegacyParameters } from "./legacy-parameters.ts";
import type { LegacyPortfolio } from "./legacy-portfolio.ts";
import { numbered } from "./numbered.ts";
import { pythonFloat } from "./python-float.ts";

export interface LegacyOptimizationSummary {
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
