import { chartThemes } from "../../../renderer/charts/chart-themes.ts";
import { correlationHeatmap } from "../../../renderer/charts/correlation-heatmap.ts";
import { drawdownChart } from "../../../renderer/charts/drawdown.ts";
import { equityChart } from "../../../renderer/charts/equity.ts";
import { drawdownCurve } from "../analysis/series/drawdown-curve.ts";
import { equityCurve } from "../analysis/series/equity-curve.ts";
import type { EngineSession } from "../engine/engine-session.ts";
import { chartPng } from "./chart-png.ts";
import type { FoundPortfolio, LegacyRun } from "./legacy-run.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import { runIdOf } from "./local-time.ts";

/** Equity and drawdown of every best portfolio and the correlation heatmap of the overall best, PNG by file name. */
export async function legacyRunPictures(
  run: LegacyRun,
  series: readonly Float64Array[],
  best: FoundPortfolio,
  session: EngineSession,
  options: LegacyRunOptions,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const { chartWidth: width, chartHeight: height } = options;
  const runId = runIdOf(run.startedAt);
  const look = { theme: chartThemes[options.chartTheme], ...(options.unit ? { unit: options.unit } : {}) };
  const { dates } = run.table;

  for (const [i, portfolio] of run.portfolios.entries()) {
    const size = portfolio.members.length;
    const equity = equityCurve(series[i] as Float64Array);
    const curve = drawdownCurve(equity, false);
    const subtitle = `Mean P&L of ${size} strategies, ${dates.length} observations, found by ${portfolio.algorithm.toUpperCase()}`;
    const span = { from: curve.peak, to: curve.trough, depth: curve.depth };
    const equityOption = equityChart(
      { dates, equity, drawdown: span },
      { ...look, title: `Equity, best portfolio of ${size}`, subtitle },
    );
    const drawdownOption = drawdownChart(
      { dates, drawdown: curve.drawdown },
      { ...look, title: `Drawdown, best portfolio of ${size}`, subtitle },
    );
    const name = `Best_Portfolio_Size${size}_${runId}.png`;
    files.set(`equity_curve_${name}`, await chartPng(equityOption, width, height));
    files.set(`drawdowns_${name}`, await chartPng(drawdownOption, width, height));
  }

  const members = Uint32Array.from(best.members);
  const rho = await session.correlationMatrix(members, members);
  const heatmap = correlationHeatmap(
    { names: best.members.map((member) => run.table.strategies[member] ?? ""), rho },
    {
      ...look,
      title: `Member correlation, ${members.length} strategies`,
      subtitle: `Pearson, ${dates.length} observations`,
    },
  );
  const heatmapName = `correlation_heatmap_Best_Portfolio_Size${members.length}_${runId}.png`;
  files.set(heatmapName, await chartPng(heatmap, width, Math.round(width * 0.85)));
  return files;
}
