import { formatFigure } from "../contract/figures/format.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { histogramSeries } from "./parts/histogram.ts";
import { referenceLines } from "./parts/marks.ts";
import { html } from "./parts/written.ts";

export interface ConfidenceHistogramData {
  /** Observations per bin over 0..100 percent; bins of one percent let the threshold fall between bars. */
  readonly counts: ArrayLike<number>;
  /** Percent; observations at or over it are kept. */
  readonly threshold: number;
  readonly kept: number;
  readonly total: number;
}

/** Regime confidence of the observations: what the threshold keeps stands out. */
export function confidenceHistogram(data: ConfidenceHistogramData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  return {
    ...base,
    grid: plotGrid(top + 18, { bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [left, right, count] = (parameters as { value: [number, number, number] }).value;
        return html`${formatFigure(left)} to ${formatFigure(right)} %<br><b>${count}</b> rows`;
      },
    },
    // The whole scale: a slider below has the same one.
    xAxis: numberAxis(theme, { name: "Regime confidence, percent", min: 0, max: 100 }),
    // Its name stands over the label of the threshold.
    yAxis: { ...valueAxis(theme, { name: "Rows", splitNumber: 4 }), nameGap: 26 },
    series: [
      {
        ...histogramSeries({ from: 0, to: 100, counts: data.counts }, (middle) =>
          middle >= data.threshold ? theme.accent : theme.context,
        ),
        clip: true,
        markLine: referenceLines(theme, "x", [
          {
            at: data.threshold,
            label:
              data.kept === data.total
                ? `keeps all ${formatFigure(data.total)}`
                : `≥ ${formatFigure(data.threshold)} %: keeps ${formatFigure(data.kept)} of ${formatFigure(data.total)}`,
            colour: theme.text,
            solid: true,
          },
        ]),
      },
    ],
  };
}
