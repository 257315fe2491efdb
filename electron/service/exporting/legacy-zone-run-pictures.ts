import { chartThemes } from "../../../renderer/charts/chart-themes.ts";
import { correlationHeatmap } from "../../../renderer/charts/correlation-heatmap.ts";
import { drawdownChart } from "../../../renderer/charts/drawdown.ts";
import { equityChart } from "../../../renderer/charts/equity.ts";
import { drawdownCurve } from "../analysis/series/drawdown-curve.ts";
import { equityCurve } from "../analysis/series/equity-curve.ts";
import { chartPng } from "./chart-png.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import type { LegacyZoneRun, ZoneRunPortfolio } from "./legacy-zone-run.ts";
import { runIdOf } from "./local-time.ts";
import { zoneFileName } from "./zone-file-name.ts";

/** Equity of every zone, equity and drawdown of every portfolio over the zones, and how the zones correlate; PNG by name. */
export async function legacyZoneRunPictures(
  run: LegacyZoneRun,
  options: LegacyRunOptions,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const { chartWidth: width, chartHeight: height } = options;
  const runId = runIdOf(run.startedAt);
  const look = { theme: chartThemes[options.chartTheme], ...(options.unit ? { unit: options.unit } : {}) };
  const add = async (equityName: string, what: string, one: ZoneRunPortfolio, drawdownName?: string) => {
    const { dates, strategies, algorithm } = one;
    const equity = equityCurve(one.pnl);
    const curve = drawdownCurve(equity, false);
    const subtitle = `Mean P&L of ${strategies.length} strategies, ${dates.length} observations, found by ${algorithm.toUpperCase()}`;
    const drawdown = { from: curve.peak, to: curve.trough, depth: curve.depth };
    const drawn = equityChart({ dates, equity, drawdown }, { ...look, title: `Equity, ${what}`, subtitle });
    files.set(equityName, await chartPng(drawn, width, height));
    if (drawdownName === undefined) return;
    const below = drawdownChart(
      { dates, drawdown: curve.drawdown },
      { ...look, title: `Drawdown, ${what}`, subtitle },
    );
    files.set(drawdownName, await chartPng(below, width, height));
  };

  for (const one of run.zones) {
    await add(`equity_curve_zone_${zoneFileName(one.zone, one.finishedAt)}.png`, one.zone, one);
  }
  for (const one of run.overall) {
    const size = one.strategies.length;
    const name = `${one.algorithm.toUpperCase()}_Zone_Portfolio_Size${size}_${runId}.png`;
    await add(`equity_curve_${name}`, `all zones, portfolio of ${size}`, one, `drawdowns_${name}`);
  }
  if (run.zones.length > 1) {
    const heatmap = correlationHeatmap(
      { names: run.zones.map(({ zone }) => zone), rho: run.correlation },
      { ...look, title: "Correlation of the zones' portfolios", subtitle: "Pearson, sums of each date" },
    );
    files.set("zone_correlation_heatmap.png", await chartPng(heatmap, width, Math.round(width * 0.85)));
  }
  return files;
}
