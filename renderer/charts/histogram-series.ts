import type { CustomSeriesOption } from "echarts";
import { type Histogram, histogramBars } from "./histogram-bars.ts";

/** Touching bars with exact edges on a value axis; `colour` may depend on the bin's middle. */
export function histogramSeries(
  histogram: Histogram,
  colour: (middle: number) => string,
): CustomSeriesOption {
  return {
    type: "custom",
    encode: { x: [0, 1], y: 2 },
    data: histogramBars(histogram),
    renderItem: (_parameters, api) => {
      const left = api.value(0) as number;
      const right = api.value(1) as number;
      const [x = 0, y = 0] = api.coord([left, api.value(2)]);
      const [end = 0, floor = 0] = api.coord([right, 0]);
      const gap = end - x > 4 ? 1 : 0;
      return {
        type: "rect",
        shape: { x: x + gap / 2, y, width: Math.max(end - x - gap, 0.5), height: floor - y },
        style: { fill: colour((left + right) / 2) },
      };
    },
  };
}
