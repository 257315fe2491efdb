import { Problem } from "../../contract/problem.ts";
import { legacyMetricConfig } from "../analysis/metrics/legacy-metric-config.ts";
import { legacyReportMetrics } from "../analysis/metrics/legacy-report-metrics.ts";
import { metricValues } from "../analysis/metrics/metric-values.ts";
import { portfolioPnl } from "../analysis/series/portfolio-pnl.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSession } from "../engine/engine-session.ts";
import type { LegacyRun } from "./legacy-run.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import { legacyRunPictures } from "./legacy-run-pictures.ts";
import { legacyRunTexts } from "./legacy-run-texts.ts";
import { writeRunFolder } from "./write-run-folder.ts";

/**
 * Writes the result folder of the replaced system: texts, CSV, workbook and pictures, all or nothing.
 * `session` is open on `run.table.matrix`. Returns the file names. All figures are of the legacy profile.
 */
export async function writeLegacyRun(
  folder: string,
  run: LegacyRun,
  engine: Engine,
  session: EngineSession,
  options: LegacyRunOptions,
): Promise<string[]> {
  const [first, ...rest] = run.portfolios;
  if (!first) throw new Problem("bad-request", "A run without a portfolio cannot be written.");
  // The smaller size wins a tie, as in the replaced system.
  const best = rest.reduce((a, b) => (b.fitness > a.fitness ? b : a), first);

  const series = run.portfolios.map((portfolio) => {
    const ascending = Uint32Array.from(portfolio.members).sort();
    return portfolioPnl(run.table.matrix, ascending);
  });
  // Drawn by other threads while the texts are written; what goes wrong meanwhile is thrown where it is awaited.
  const pictures = options.charts ? legacyRunPictures(run, series, best, session, options) : undefined;
  pictures?.catch(() => {});
  const names = ["roi", "max_drawdown", "win_rate", "profit_factor", "expectancy"] as const;
  const values = await metricValues(session, names, legacyMetricConfig);
  const figures = {
    strategies: {
      names: run.table.strategies.map((name) => run.namePrefix + name),
      roi: values.roi,
      maxDrawdown: values.max_drawdown,
      winPercentage: values.win_rate,
      profitFactor: values.profit_factor,
      expectancy: values.expectancy,
    },
    portfolios: await legacyReportMetrics(engine, series),
    best,
    // A run on the processor has no device to name, and need not wait until one has been looked at.
    backends: session.backend === "cpu" ? [] : await engine.report(),
  };
  const files = await legacyRunTexts(run, figures, options);
  for (const [name, picture] of (await pictures) ?? []) files.set(name, picture);
  await writeRunFolder(folder, files);
  return [...files.keys()];
}
