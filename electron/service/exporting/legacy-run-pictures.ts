import { chartThemes } from "../../../renderer/charts/chart-themes.ts";
import { drawdownCurve } from "../analysis/series/drawdown-curve.ts";
import { equityCurve } from "../analysis/series/equity-curve.ts";
import type { EngineSession } from "../engine/engine-session.ts";
import { drawPictures } from "./draw-pictures.ts";
import type { FoundPortfolio, LegacyRun } from "./legacy-run.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import { runIdOf } from "./local-time.ts";
import type { PictureRequest } from "./picture-request.ts";

/** Equity and drawdown of every best portfolio and the correlation heatmap of the overall best, PNG by file name. */
export async function legacyRunPictures(
  run: LegacyRun,
  series: readonly Float64Array[],
  best: FoundPortfolio,
  session: EngineSession,
  options: LegacyRunOptions,
): Promise<Map<string, Uint8Array>> {
  const requests = new Map<string, PictureRequest>();
  const { chartWidth: width, chartHeight: height } = options;
  const runId = runIdOf(run.startedAt);
  const look = { theme: chartThemes[options.chartTheme], ...(options.unit ? { unit: options.unit } : {}) };
  const { dates } = run.table;

  const members = Uint32Array.from(best.members);
  const rho = await session.correlationMatrix(members, members);
  // First, because it takes as long to draw as a dozen curves.
  requests.set(`correlation_heatmap_Best_Portfolio_Size${members.length}_${runId}.png`, {
    chart: "correlation",
    data: { names: best.members.map((member) => run.table.strategies[member] ?? ""), rho },
    look: {
      ...look,
      title: `Member correlation, ${members.length} strategies`,
      subtitle: `Pearson, ${dates.length} observations`,
    },
    width,
    height: Math.round(width * 0.85),
  });

  for (const [i, portfolio] of run.portfolios.entries()) {
    const size = portfolio.members.length;
    const equity = equityCurve(series[i] as Float64Array);
    const curve = drawdownCurve(equity, false);
    const subtitle = `Mean P&L of ${size} strategies, ${dates.length} observations, found by ${portfolio.algorithm.toUpperCase()}`;
    const span = { from: curve.peak, to: curve.trough, depth: curve.depth };
    const name = `Best_Portfolio_Size${size}_${runId}.png`;
    requests.set(`equity_curve_${name}`, {
      chart: "equity",
      data: { dates, equity, drawdown: span },
      look: { ...look, title: `Equity, best portfolio of ${size}`, subtitle },
      width,
      height,
    });
    requests.set(`drawdowns_${name}`, {
      chart: "drawdown",
      data: { dates, drawdown: curve.drawdown },
      look: { ...look, title: `Drawdown, best portfolio of ${size}`, subtitle },
      width,
      height,
    });
  }

  const pictures = await drawPictures([...requests.values()]);
  return new Map([...requests.keys()].map((name, i) => [name, pictures[i] as Uint8Array]));
}
