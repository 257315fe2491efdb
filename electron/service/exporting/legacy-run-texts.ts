import type { LegacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import type { BackendReport } from "../engine/choose-backend.ts";
import { algorithmLongName } from "./algorithm-long-name.ts";
import { executionResult } from "./execution-result.ts";
import { executionSummary } from "./execution-summary.ts";
import { legacyBestPortfolio } from "./legacy-best-portfolio.ts";
import { legacyErrorLog } from "./legacy-error-log.ts";
import { legacyInversionReport } from "./legacy-inversion-report.ts";
import { legacyOptimizationSummary } from "./legacy-optimization-summary.ts";
import type { LegacyPortfolio } from "./legacy-portfolio.ts";
import type { FoundPortfolio, LegacyRun } from "./legacy-run.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import { type LegacyStrategyMetrics, legacyStrategyMetrics } from "./legacy-strategy-metrics.ts";
import { withLineEnds } from "./line-ends.ts";
import { localTimeText, runIdOf } from "./local-time.ts";
import { optimizationWorkbook } from "./optimization-workbook.ts";
import { performanceReport } from "./performance-report.ts";
import { portfolioComposition } from "./portfolio-composition.ts";
import { ultaReportMarkdown } from "./ulta-report-markdown.ts";

export interface LegacyRunFigures {
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
  const printedName = (member: number) => run.namePrefix + (run.table.strategies[member] ?? "");

  const printed = run.portfolios.map(
    (portfolio, i): LegacyPortfolio => ({
      method: portfolio.algorithm.toUpperCase(),
      fitness: portfolio.fitness,
      metrics: figures.portfolios[i] as LegacyReportMetrics,
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
    original("inversion_report.md", legacyInversionReport(run.ulta.inversions, run.namePrefix));
  }

  // From here on the files of the later generations: long algorithm names, plain strategy names, LF.
  const members = figures.best.members.map((member) => ({
    index: run.source?.[member] ?? member,
    name: run.table.strategies[member] ?? "",
    weight: 1 / figures.best.members.length,
  }));
  const longName = algorithmLongName(figures.best.algorithm);
  files.set(`portfolio_composition_${runId}.csv`, portfolioComposition(longName, members));
  if (run.ulta) {
    files.set(
      `ulta_inversion_report_${runId}.md`,
      ultaReportMarkdown({ generated: date, runId, ...run.ulta }),
    );
  }
  const result = executionResult(run, figures.backends);
  if (result) {
    files.set(`execution_summary_${runId}.json`, executionSummary(result));
    const names = members.map((member) => member.name);
    files.set(`performance_report_${runId}.txt`, performanceReport(result, names));
    files.set(`optimization_summary_${runId}.xlsx`, await optimizationWorkbook(result, members));
  }
  return files;
}
