import type { CorrelationHeatmapData } from "../../../charts/correlation-heatmap.ts";
import type { ChartOptions } from "../../../charts/parts/frame.ts";
import { chartThemes } from "../../../charts/parts/theme.ts";
import { drawdownCurve, equityCurve } from "../../analysis/series/curves.ts";
import type { LegacyRunOptions } from "../run-folder.ts";
import type { PictureRequest } from "./picture.ts";

/** What all pictures of a run folder have in common; sizes in device pixels. */
export interface PictureStyle {
  readonly width: number;
  readonly height: number;
  readonly look: Pick<ChartOptions, "theme" | "money">;
}

export function pictureStyle({ chartWidth, chartHeight, chartTheme, unit }: LegacyRunOptions): PictureStyle {
  const look = { theme: chartThemes[chartTheme], ...(unit ? { unit } : {}) };
  return { width: chartWidth, height: chartHeight, look };
}

const heightOfWidth = 0.85;

/** A correlation matrix, to be drawn. */
export function heatmapPicture(
  data: CorrelationHeatmapData,
  { width, look }: PictureStyle,
  titles: { readonly title: string; readonly subtitle: string },
): PictureRequest {
  return {
    chart: "correlation",
    data: { ...data, still: true },
    look: { ...look, ...titles },
    width,
    height: Math.round(width * heightOfWidth),
  };
}

interface PicturedPortfolio {
  /** What the title calls it: "best portfolio of 35". */
  readonly what: string;
  readonly size: number;
  /** Code of the algorithm that found it. */
  readonly algorithm: string;
  readonly dates: readonly string[];
  /** Currency, one value per date. */
  readonly pnl: Float64Array;
}

/** Equity and drawdown of a portfolio, to be drawn. */
export function portfolioPictures(
  one: PicturedPortfolio,
  { width, height, look }: PictureStyle,
): { readonly equity: PictureRequest; readonly drawdown: PictureRequest } {
  const { dates } = one;
  const equity = equityCurve(one.pnl);
  const curve = drawdownCurve(equity, false);
  const subtitle = `Mean P&L of ${one.size} strategies, ${dates.length} rows, found by ${one.algorithm.toUpperCase()}`;
  const titled = (kind: string): ChartOptions => ({ ...look, title: `${kind}, ${one.what}`, subtitle });
  const span = { from: curve.peak, to: curve.trough, depth: curve.depth };
  return {
    equity: {
      chart: "equity",
      data: { dates, equity, drawdown: span },
      look: titled("Equity"),
      width,
      height,
    },
    drawdown: {
      chart: "drawdown",
      data: { dates, drawdown: curve.drawdown },
      look: titled("Drawdown"),
      width,
      height,
    },
  };
}
