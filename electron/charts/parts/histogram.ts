import type { CustomSeriesOption } from "echarts";

/** A histogram with equal bins from `from` to `to`. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  /** Count per bin. */
  readonly counts: ArrayLike<number>;
}

/** Bars [left, right, count, bin], ready for a custom series. */
export function histogramBars({ from, to, counts }: Histogram): [number, number, number, number][] {
  const width = (to - from) / counts.length;
  return Array.from(counts, (count, bin) => [from + bin * width, from + (bin + 1) * width, count, bin]);
}

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
