import type { LegacyReportMetrics } from "../../analysis/metrics/legacy-report.ts";
import { algorithmLongName } from "../later/reports.ts";
import { legacyErrorLog, legacyInversionReport, localTimeText, runIdOf } from "../legacy-text.ts";
import { type LegacyRunOptions, withLineEnds } from "../run-folder.ts";
import { type LegacyZoneRun, type ZoneRunPortfolio, zoneFileName } from "./legacy-zone-run.ts";
import {
  legacyWeightedZonesPortfolio,
  legacyZonePortfolio,
  legacyZoneSummary,
  zoneAnalysisMarkdown,
  zoneCombinationsCsv,
} from "./texts.ts";

/** Legacy figures, in the order of the run's zones and overall portfolios. */
interface ZoneRunFigures {
  readonly zones: readonly LegacyReportMetrics[];
  readonly overall: readonly LegacyReportMetrics[];
}

/** Whether the replaced system printed figures, and drew pictures, of what an algorithm found over weighted zones. */
export const hasFigures = ({ algorithm }: Pick<ZoneRunPortfolio, "algorithm">): boolean =>
  algorithm.toLowerCase() !== "pso";

/** All files of a zone run's folder but the pictures, by name. */
export function legacyZoneRunTexts(
  run: LegacyZoneRun,
  figures: ZoneRunFigures,
  { lineEnds, formulasAsText = false }: Pick<LegacyRunOptions, "lineEnds" | "formulasAsText">,
): Map<string, string> {
  const runId = runIdOf(run.startedAt);
  const generated = localTimeText(run.finishedAt);
  const files = new Map<string, string>();
  const original = (name: string, text: string) => files.set(name, withLineEnds(text, lineEnds));

  const zones = run.zones.map((one, z) => ({
    zone: one.zone,
    reportFile: `best_portfolio_zone_${zoneFileName(one.zone, one.finishedAt)}.txt`,
    portfolio: {
      method: one.algorithm.toUpperCase(),
      fitness: one.fitness,
      strategies: one.strategies,
      metrics: figures.zones[z] as LegacyReportMetrics,
      definitions: one.definitions,
    },
    inverted: one.inversions.length > 0,
  }));
  for (const { zone, reportFile, portfolio, inverted } of zones) {
    original(reportFile, legacyZonePortfolio(zone, portfolio, inverted));
  }
  if (zones.length > 0) original("zone_summary_report.md", legacyZoneSummary(generated, zones));
  run.overall.forEach((one, k) => {
    const metrics = figures.overall[k] as LegacyReportMetrics;
    original(
      `${one.algorithm.toLowerCase()}_zone_portfolio_size${one.strategies.length}_${runId}.txt`,
      legacyWeightedZonesPortfolio({
        method: one.algorithm.toUpperCase(),
        fitness: one.fitness,
        strategies: one.strategies,
        definitions: one.definitions,
        ...(hasFigures(one) ? { metrics } : {}),
      }),
    );
  });
  original("error_log.txt", legacyErrorLog(run.errors));
  // The zone texts refer to this file; the replaced system did not write it.
  const inversions = run.zones.flatMap(({ zone, inversions: turned }) =>
    turned.map((one) => ({ ...one, name: `${zone}: ${one.name}` })),
  );
  if (inversions.length > 0) original("inversion_report.md", legacyInversionReport(inversions));

  // Files of the later generations, LF.
  files.set(
    `zone_analysis_report_${runId}.md`,
    zoneAnalysisMarkdown(generated, runId, zones.map(analysisRow)),
  );
  if (run.shares.length > 0)
    files.set(`zone_combinations_${runId}.csv`, zoneCombinationsCsv(run.shares, formulasAsText));
  return files;
}

function analysisRow({
  zone,
  portfolio: { method, strategies, metrics },
}: {
  readonly zone: string;
  readonly portfolio: {
    readonly method: string;
    readonly strategies: readonly string[];
    readonly metrics: LegacyReportMetrics;
  };
}) {
  return {
    zone,
    strategies: strategies.length,
    algorithm: algorithmLongName(method),
    roi: metrics.totalRoi,
    maxDrawdown: metrics.maxDrawdown,
    ratio: metrics.maxDrawdown > 0 ? metrics.totalRoi / metrics.maxDrawdown : Number.NaN,
    winRate: metrics.winPercentage,
  };
}
