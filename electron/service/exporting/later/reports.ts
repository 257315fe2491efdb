import { type AlgorithmDefinition, foundBy, foundByTable } from "../../../contract/algorithms.ts";
import { csvName } from "../../../contract/text.ts";
import { PythonFloat, type PythonJson, pythonFixed, pythonFloat, pythonJson } from "../python-text.ts";

/** What one algorithm came to in a run. */
export interface AlgorithmOutcome {
  /** Code: "sa". */
  readonly algorithm: string;
  readonly fitness: number;
  /** Strategy indices, from 0 among the strategy columns. */
  readonly members: readonly number[];
  /** Portfolios scored. */
  readonly evaluations: number;
  /** Generations or iterations, as the algorithm counts them. */
  readonly iterations: number;
  readonly seconds: number;
  /** Sum, population standard deviation and their ratio per row of the member **sum**, as those reports had it. */
  readonly totalReturn: number;
  readonly volatility: number;
  readonly sharpe: number;
}

/** An algorithm that gave no portfolio. */
interface FailedAlgorithm {
  readonly algorithm: string;
  readonly error: string;
}

/** Everything that the execution summary, the performance report and the workbook need. */
export interface ExecutionResult {
  /** YYYYMMDD_HHMMSS */
  readonly timestamp: string;
  readonly seconds: number;
  readonly outcomes: readonly AlgorithmOutcome[];
  readonly failed: readonly FailedAlgorithm[];
  readonly best: AlgorithmOutcome;
  /** The device that did the work, in words; null = processor only. */
  readonly device: { readonly name: string; readonly memoryMegabytes: number } | null;
  /** What was maximised, in words; null = left out, as in the replaced system. */
  readonly objective: string | null;
  /** Whether the best is more than luck, in sentences; the replaced system had none. Empty: left out. */
  readonly verdict: readonly string[];
}

/** "sa" or "SA"; undefined for a code that is not ours. */
function definitionOf(code: string): AlgorithmDefinition | undefined {
  const known = foundBy.safeParse(code.toLowerCase());
  return known.success ? foundByTable[known.data] : undefined;
}

/** "sa" or "SA" -> "simulated_annealing", as the later result files say it; an unknown code is returned as it is. */
export function algorithmLongName(code: string): string {
  return definitionOf(code)?.longName ?? code;
}

/** What those files call the steps of an algorithm. */
function algorithmSteps(code: string): "generations" | "iterations" {
  return definitionOf(code)?.countsGenerations ? "generations" : "iterations";
}

/** Percent of the algorithms that gave a portfolio. */
export function successRate(run: ExecutionResult): number {
  const all = run.outcomes.length + run.failed.length;
  return all === 0 ? 0 : (run.outcomes.length / all) * 100;
}

/** execution_summary_{ts}.json, keys and layout of the later generations (2-blank indent, no final line end). */
export function executionSummary(run: ExecutionResult): string {
  const individual: Record<string, PythonJson> = {};
  for (const one of run.outcomes) {
    individual[algorithmLongName(one.algorithm)] = {
      best_fitness: new PythonFloat(one.fitness),
      best_portfolio: one.members,
      [algorithmSteps(one.algorithm)]: one.iterations,
      evaluations: one.evaluations,
      execution_time: new PythonFloat(one.seconds),
      status: "success",
    };
  }
  return pythonJson({
    execution_metadata: {
      timestamp: run.timestamp,
      execution_time: new PythonFloat(run.seconds),
      algorithms_executed: run.outcomes.length + run.failed.length,
      success_rate: new PythonFloat(successRate(run)),
      // The replaced system always wrote 0 here; no file of it defines the figure.
      parallel_efficiency: 0,
      ...(run.objective === null ? {} : { objective: run.objective }),
    },
    best_result: {
      algorithm: algorithmLongName(run.best.algorithm),
      fitness: new PythonFloat(run.best.fitness),
      portfolio: run.best.members,
    },
    gpu_utilization: run.device ? { name: run.device.name, memory_total_mb: run.device.memoryMegabytes } : {},
    individual_results: individual,
    failed_algorithms: run.failed.map((one) => algorithmLongName(one.algorithm)),
  });
}

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
    ...(run.objective === null ? [] : [`Objective: ${run.objective}`]),
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
    ...(run.verdict.length > 0 ? [...heading("MORE THAN LUCK?"), ...run.verdict, ""] : []),
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

export interface ComposedMember {
  /** From 0 among the strategy columns of the source. */
  readonly index: number;
  readonly name: string;
  readonly weight: number;
}

/** portfolio_composition_{ts}.csv. `algorithm` is the long name, "hill_climbing". */
export function portfolioComposition(
  algorithm: string,
  members: readonly ComposedMember[],
  formulasAsText = false,
): string {
  const rows = members.map((member, at) =>
    [at + 1, member.index, csvName(member.name, formulasAsText), algorithm, pythonFloat(member.weight)].join(
      ",",
    ),
  );
  return `${["Rank,Strategy_Index,Strategy_Name,Algorithm,Weight", ...rows].join("\n")}\n`;
}
