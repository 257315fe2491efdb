import { type CorrelationHeatmapData, correlationHeatmap } from "../../charts/correlation-heatmap.ts";
import { type DrawdownData, drawdownChart } from "../../charts/drawdown.ts";
import { type EquityData, equityChart } from "../../charts/equity.ts";
import type { ChartOption, ChartOptions } from "../../charts/parts/frame.ts";

/** A picture to draw, as plain data that another thread can take: chart options hold functions, these do not. */
export type PictureRequest = {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly look: ChartOptions;
} & (
  | { readonly chart: "equity"; readonly data: EquityData }
  | { readonly chart: "drawdown"; readonly data: DrawdownData }
  | { readonly chart: "correlation"; readonly data: CorrelationHeatmapData }
);

/** The chart of a request. */
export function pictureOption(request: PictureRequest): ChartOption {
  switch (request.chart) {
    case "equity":
      return equityChart(request.data, request.look);
    case "drawdown":
      return drawdownChart(request.data, request.look);
    case "correlation":
      return correlationHeatmap(request.data, request.look);
  }
}
