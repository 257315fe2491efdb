import type { LegacyReportMetrics } from "../../analysis/metrics/legacy-report.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import type { BackendReport } from "../../engine/choose-backend.ts";
import {
  type AlgorithmOutcome,
  algorithmLongName,
  type ExecutionResult,
  executionSummary,
  performanceReport,
  portfolioComposition,
} from "../later/reports.ts";
import { ultaReportMarkdown } from "../later/ulta.ts";
import { optimizationWorkbook } from "../later/workbooks.ts";
import {
  type LegacyPortfolio,
  legacyErrorLog,
  legacyInversionReport,
  localTimeText,
  runIdOf,
} from "../legacy-text.ts";
import { type LegacyRunOptions, withLineEnds } from "../run-folder.ts";
import { type AlgorithmRun, bestFound, type FoundPortfolio, type LegacyRun } from "./legacy-run.ts";
import {
  type LegacyStrategyMetrics,
  legacyBestPortfolio,
  legacyOptimizationSummary,
  legacyStrategyMetrics,
} from "./texts.ts";

interface LegacyRunFigures {
  readonly strategies: LegacyStrategyMetrics;
  /** One per portfolio of the run. */
  readonly portfolios: readonly LegacyReportMetrics[];
  readonly best: FoundPortfolio;
  readonly backends: readonly BackendReport[];
}

/** All files of a run folder but the pictures, by name. */
export async function legacyRunTexts(
  run: LegacyRun,
  figures: LegacyRunFigures,
  options: LegacyRunOptions,
): Promise<Map<string, string | Uint8Array>> {
  const runId = runIdOf(run.startedAt);
  const files = new Map<string, string | Uint8Array>();
  const original = (name: string, text: string) => files.set(name, withLineEnds(text, options.lineEnds));
  const printedName = (member: number) =>
    run.prefixOf(run.source?.[member] ?? member) + (run.table.strategies[member] ?? "");

  const printed = run.portfolios.map(
    (portfolio, i): LegacyPortfolio => ({
      method: portfolio.algorithm.toUpperCase(),
      fitness: portfolio.fitness,
      metrics: figures.portfolios[i] as LegacyReportMetrics,
      definitions: run.definitions,
      strategies: portfolio.members.map(printedName),
    }),
  );
  const best = printed[run.portfolios.indexOf(figures.best)] as LegacyPortfolio;

  original("strategy_metrics.csv", legacyStrategyMetrics(figures.strategies, options));
  for (const portfolio of printed) {
    original(
      `best_portfolio_size${portfolio.strategies.length}_${runId}.txt`,
      legacyBestPortfolio(portfolio),
    );
  }
  const date = localTimeText(run.finishedAt);
  const summary = { runId, date, parameters: run.parameters, best };
  original(`optimization_summary_${runId}.txt`, legacyOptimizationSummary(summary));
  original("error_log.txt", legacyErrorLog(run.errors ?? []));
  if (run.ulta && run.ulta.inversions.length > 0) {
    original("inversion_report.md", legacyInversionReport(run.ulta.inversions, run.prefixOf));
  }

  // From here on the files of the later generations: long algorithm names, plain strategy names, LF.
  const members = figures.best.members.map((member) => ({
    index: run.source?.[member] ?? member,
    name: run.table.strategies[member] ?? "",
    weight: 1 / figures.best.members.length,
  }));
  const longName = algorithmLongName(figures.best.algorithm);
  files.set(
    `portfolio_composition_${runId}.csv`,
    portfolioComposition(longName, members, options.formulasAsText),
  );
  if (run.ulta) {
    files.set(
      `ulta_inversion_report_${runId}.md`,
      ultaReportMarkdown({ generated: date, runId, ...run.ulta }),
    );
  }
  const result = executionResult(run, figures);
  if (result) {
    files.set(`execution_summary_${runId}.json`, executionSummary(result));
    const names = members.map((member) => member.name);
    files.set(`performance_report_${runId}.txt`, performanceReport(result, names));
    files.set(`optimization_summary_${runId}.xlsx`, await optimizationWorkbook(result, members));
  }
  return files;
}

/** The facts of a run in the terms of the later generations' reports, whose series is the member **sum**. */
function executionResult(
  run: LegacyRun,
  { backends, best: chosen }: LegacyRunFigures,
): ExecutionResult | null {
  const outcomes = run.algorithms.map((one) => outcome(run, one));
  // What was made of it in the end may be another portfolio than the one that the algorithm came to.
  const finder =
    run.algorithms.find((one) => one.algorithm === chosen.algorithm) ?? bestFound(run.algorithms);
  if (!finder) return null;
  const best = outcome(run, { ...finder, ...chosen });
  const gpu = backends.find((backend) => backend.used && backend.name !== "cpu")?.devices[0];
  return {
    timestamp: runIdOf(run.startedAt),
    seconds: (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000,
    outcomes,
    failed: run.failed ?? [],
    best,
    objective: run.objective ?? null,
    verdict: run.verdict ?? [],
    device: gpu ? { name: gpu.name, memoryMegabytes: Math.round(gpu.memoryBytes / 2 ** 20) } : null,
  };
}

function outcome(run: LegacyRun, one: AlgorithmRun): AlgorithmOutcome {
  const sums = portfolioPnl(run.table.matrix, one.members).map((mean) => mean * one.members.length);
  const total = sums.reduce((a, b) => a + b, 0);
  const mean = total / sums.length;
  const volatility = Math.sqrt(sums.reduce((a, x) => a + (x - mean) ** 2, 0) / sums.length);
  return {
    algorithm: one.algorithm,
    fitness: one.fitness,
    members: one.members.map((member) => run.source?.[member] ?? member),
    evaluations: one.evaluations,
    iterations: one.iterations,
    seconds: one.seconds,
    totalReturn: total,
    volatility,
    sharpe: volatility === 0 ? 0 : mean / volatility,
  };
}
