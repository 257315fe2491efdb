import { formatFigure } from "../contract/figures/format.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { formatCompact } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { histogramSeries } from "./parts/histogram.ts";
import { referenceLines } from "./parts/marks.ts";
import { colourAt } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface CorrelationHistogramData {
  /** Pairs per equal bin over -1..1. */
  readonly counts: ArrayLike<number>;
  readonly mean: number;
  /** How the pairs were correlated, "Pearson" when left out. */
  readonly method?: string;
  /** Pairs at or over it in size are counted in the label. */
  readonly threshold?: { readonly at: number; readonly pairs: number };
}

/** All pairwise correlations of a dataset; the colours are those of the map. */
export function correlationHistogram(data: CorrelationHistogramData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const { threshold } = data;
  return {
    ...base,
    grid: plotGrid(top + (threshold ? 18 : 6), { bottom: 34 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [left, right, count] = (parameters as { value: [number, number, number] }).value;
        return html`ρ ${formatFigure(left, 2)} to ${formatFigure(right, 2)}<br><b>${formatFigure(count)}</b> pairs`;
      },
    },
    xAxis: numberAxis(theme, {
      name: `${data.method ?? "Pearson"} ρ`,
      min: -1,
      max: 1,
      format: (value) => formatFigure(value, 1),
    }),
    yAxis: { ...valueAxis(theme, { name: "Pairs", splitNumber: 2 }), nameGap: threshold ? 28 : 12 },
    series: [
      {
        ...histogramSeries({ from: -1, to: 1, counts: data.counts }, (middle) =>
          colourAt(theme.correlation, (emphasise(middle) + 1) / 2),
        ),
        markLine: referenceLines(theme, "x", [
          { at: data.mean, label: `mean ${formatFigure(data.mean, 3)}`, colour: theme.text, solid: true },
          ...(threshold
            ? [
                {
                  at: threshold.at,
                  label: `|ρ| ≥ ${formatFigure(threshold.at, 2)}: ${formatCompact(threshold.pairs)} pairs`,
                  level: 1,
                },
              ]
            : []),
        ]),
      },
    ],
  };
}

/** Keeps bars near zero visible on the background, where the scale itself is neutral. */
function emphasise(rho: number): number {
  return Math.sign(rho) * (0.35 + 0.65 * Math.abs(rho));
}
