import { algorithmLongName } from "./algorithm-long-name.ts";
import type { AlgorithmOutcome, ExecutionResult } from "./algorithm-outcome.ts";
import { pythonFixed } from "./python-fixed.ts";
import { successRate } from "./success-rate.ts";

/** Names shown of the best portfolio, as in the original. */
const namesShown = 10;

/** performance_report_{ts}.txt. `bestNames` are the members of `run.best`. */
export function performanceReport(run: ExecutionResult, bestNames: readonly string[]): string {
  return [
    "=".repeat(80),
    "HEAVY OPTIMIZER - COMPREHENSIVE PERFORMANCE REPORT",
    "=".repeat(80),
    "",
    ...heading("EXECUTION SUMMARY"),
    `Execution Time: ${pythonFixed(run.seconds, 2)} seconds`,
    `Algorithms Executed: ${run.outcomes.length + run.failed.length}`,
    `Success Rate: ${pythonFixed(successRate(run), 1)}%`,
    `Best Algorithm: ${algorithmLongName(run.best.algorithm)}`,
    `Best Fitness: ${pythonFixed(run.best.fitness, 6)}`,
    "",
    ...heading("GPU UTILIZATION"),
    `GPU Model: ${run.device?.name ?? "none (computed on the processor)"}`,
    `Memory: ${run.device ? `${run.device.memoryMegabytes} MB` : "n/a"}`,
    "",
    ...heading("INDIVIDUAL ALGORITHM RESULTS"),
    "",
    ...run.outcomes.flatMap(outcomeBlock),
    ...run.failed.flatMap(({ algorithm, error }) => [
      algorithmLongName(algorithm).toUpperCase(),
      "  Status: FAILED",
      `  Error: ${error}`,
      "",
    ]),
    ...heading("BEST PORTFOLIO ANALYSIS"),
    `Algorithm: ${algorithmLongName(run.best.algorithm)}`,
    `Portfolio Size: ${run.best.members.length}`,
    "Selected Strategies:",
    ...bestNames.slice(0, namesShown).map((name, at) => `  ${String(at + 1).padStart(2)}. ${name}`),
    ...(bestNames.length > namesShown ? [`  ... and ${bestNames.length - namesShown} more strategies`] : []),
    "",
  ].join("\n");
}

function heading(text: string): string[] {
  return [text, "-".repeat(40)];
}

function outcomeBlock(one: AlgorithmOutcome): string[] {
  return [
    algorithmLongName(one.algorithm).toUpperCase(),
    "  Status: SUCCESS",
    `  Execution Time: ${pythonFixed(one.seconds, 3)}s`,
    `  Best Fitness: ${pythonFixed(one.fitness, 6)}`,
    `  Portfolio Size: ${one.members.length}`,
    `  Total Return: ${pythonFixed(one.totalReturn, 6)}`,
    `  Volatility: ${pythonFixed(one.volatility, 6)}`,
    `  Sharpe Ratio: ${pythonFixed(one.sharpe, 6)}`,
    "",
  ];
}
