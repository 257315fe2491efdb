import { inUnit, moneyText } from "../contract/figures/money.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { formatCompact, formatWithin } from "./parts/format.ts";
import {
  amountsOf,
  type ChartOption,
  type ChartOptions,
  chartFrame,
  plotGrid,
  tooltip,
} from "./parts/frame.ts";
import { type Histogram, histogramSeries } from "./parts/histogram.ts";
import { referenceLines } from "./parts/marks.ts";
import { html } from "./parts/written.ts";

export interface PnlDistributionData {
  /** P&L per observation, currency. */
  readonly histogram: Histogram;
  readonly mean: number;
  /** Positions on the axis, currency: a loss is negative. */
  readonly tails: readonly { readonly label: string; readonly at: number }[];
}

/** How observations are spread: losses and gains apart, mean and tail figures marked. */
export function pnlDistributionChart(given: PnlDistributionData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, unit, factor } = amountsOf(options);
  const histogram = {
    ...given.histogram,
    from: given.histogram.from * factor,
    to: given.histogram.to * factor,
  };
  const data = {
    histogram,
    mean: given.mean * factor,
    tails: given.tails.map(({ label, at }) => ({ label, at: at * factor })),
  };
  const { base, top } = chartFrame(options);
  const shareOf = (at: number) => (at - data.histogram.from) / (data.histogram.to - data.histogram.from);
  const tails = [...data.tails].sort((a, b) => b.at - a.at);
  const marks = tails.map((tail, i) => ({
    at: tail.at,
    label: `${tail.label} ${formatCompact(tail.at)}`,
    colour: theme.text,
    labelColour: theme.loss,
    level: i + 1,
    ...alignOf(shareOf(tail.at)),
  }));
  const ofMarks = 15 * (tails.length + 1);
  // The name of the axis stands on the line of the mean's label, unless that is where the name is.
  const isBeside = shareOf(data.mean) > 0.25;
  return {
    ...base,
    grid: plotGrid(top + ofMarks + (isBeside ? -12 : 8), { bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [left, right, count] = (parameters as { value: [number, number, number] }).value;
        return html`${moneyText(left, money)} to ${moneyText(right, money)}<br><b>${count}</b> rows`;
      },
    },
    xAxis: numberAxis(theme, {
      name: inUnit("P&L per row", unit),
      min: data.histogram.from,
      max: data.histogram.to,
      format: formatWithin(data.histogram.from, data.histogram.to),
    }),
    yAxis: {
      ...valueAxis(theme, { name: "Rows", splitNumber: 4 }),
      nameGap: isBeside ? 6 : 12 + ofMarks,
    },
    series: [
      {
        ...histogramSeries(data.histogram, (middle) => (middle < 0 ? theme.loss : theme.accent)),
        markLine: referenceLines(theme, "x", [
          { at: data.mean, label: `mean ${formatCompact(data.mean)}`, colour: theme.text, solid: true },
          ...marks,
        ]),
      },
    ],
  };
}

/** Of a label at so much of the axis: at the edges of the chart it stands beside its line. */
const alignOf = (share: number): { align?: "left" | "right" } =>
  share < 0.08 ? { align: "left" } : share > 0.92 ? { align: "right" } : {};
