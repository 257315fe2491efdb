import { Problem } from "../../../contract/problem.ts";
import { legacyMetricConfig } from "../../analysis/metrics/basis.ts";
import { legacyReportMetrics } from "../../analysis/metrics/legacy-report.ts";
import { metricValues } from "../../analysis/metrics/values.ts";
import { weightedPnl } from "../../analysis/series/portfolio.ts";
import type { Engine } from "../../engine/engine.ts";
import type { EngineSession } from "../../engine/session.ts";
import { addPictures, type LegacyRunOptions, writeRunFolder } from "../run-folder.ts";
import { bestFound, type LegacyRun } from "./legacy-run.ts";
import { legacyRunTexts } from "./run-files.ts";
import type { RunPictures } from "./run-pictures.ts";

interface RunTools {
  readonly engine: Engine;
  /** Open on the table of the run. */
  readonly session: EngineSession;
  readonly pictures: RunPictures;
}

/**
 * Writes the result folder of the replaced system: texts, CSV, workbook and pictures, all or nothing.
 * `more` are files to lie beside them. Returns the file names. All figures are of the legacy profile, but those of portfolios
 * where the run has other definitions: their texts name these.
 */
export async function writeLegacyRun(
  folder: string,
  run: LegacyRun,
  tools: RunTools,
  options: LegacyRunOptions,
  more: ReadonlyMap<string, string | Uint8Array> = new Map(),
): Promise<string[]> {
  const files = await legacyRunFiles(run, tools, options);
  for (const [name, content] of more) files.set(name, content);
  await writeRunFolder(folder, files);
  return [...files.keys()];
}

/** The files of that folder by name. */
async function legacyRunFiles(
  run: LegacyRun,
  { engine, session, pictures }: RunTools,
  options: LegacyRunOptions,
): Promise<Map<string, string | Uint8Array>> {
  const best = bestFound(run.portfolios);
  if (!best) throw new Problem("bad-request", "A run without a portfolio cannot be written.");

  const series = run.portfolios.map(({ members }) =>
    weightedPnl(run.table.matrix, Uint32Array.from(members)),
  );
  // Drawn by other threads while the texts are written; what goes wrong meanwhile is told where they are added.
  const drawn = pictures.files(run, best, session);
  drawn.catch(() => {});
  const names = ["roi", "max_drawdown", "win_rate", "profit_factor", "expectancy"] as const;
  const values = await metricValues(session, names, legacyMetricConfig);
  const figures = {
    strategies: {
      names: run.table.strategies.map((name, column) => run.prefixOf(run.source?.[column] ?? column) + name),
      roi: values.roi,
      maxDrawdown: values.max_drawdown,
      winPercentage: values.win_rate,
      profitFactor: values.profit_factor,
      expectancy: values.expectancy,
    },
    portfolios: await legacyReportMetrics(engine, series, run.definitions),
    best,
    // A run on the processor has no device to name, and need not wait until one has been looked at.
    backends: session.backend === "cpu" ? [] : await engine.report(),
  };
  const files = await legacyRunTexts(run, figures, options);
  await addPictures(files, drawn, options.lineEnds);
  return files;
}
