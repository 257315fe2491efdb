import type { CorrelationHeatmapData } from "../../charts/correlation-heatmap.ts";
import type { PictureRequest } from "./picture-request.ts";
import type { PictureStyle } from "./picture-style.ts";

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
