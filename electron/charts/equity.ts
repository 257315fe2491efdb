import { inUnit, moneyText, withUnit } from "../contract/figures/money.ts";
import { timeAxis, valueAxis } from "./parts/axes.ts";
import { timesOfDates } from "./parts/dates.ts";
import { formatAcross, formatCompact, formatDate } from "./parts/format.ts";
import {
  amountsOf,
  type ChartOption,
  type ChartOptions,
  chartFrame,
  plotGrid,
  tooltip,
} from "./parts/frame.ts";
import { html } from "./parts/written.ts";

export interface EquityData {
  /** ISO dates, ascending. */
  readonly dates: readonly string[];
  /** Cumulative P&L, currency. */
  readonly equity: Float64Array;
  /** Observation indices of the largest drawdown; its span is shaded. `from` -1 = before the first. */
  readonly drawdown?: { readonly from: number; readonly to: number; readonly depth: number };
  /** Further ones, shaded lightly and without a label. */
  readonly others?: readonly { readonly from: number; readonly to: number }[];
  /** P&L of rows that the choice had not seen, drawn from where the equity stands when they begin. ISO dates, currency. */
  readonly outOfSample?: { readonly dates: readonly string[]; readonly pnl: readonly number[] };
}

/** Cumulative P&L over time, the deepest drawdown shaded, the final value at the line's end. */
export function equityChart(given: EquityData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, unit, factor, scaled } = amountsOf(options);
  const data = {
    ...given,
    equity: scaled(given.equity),
    ...(given.drawdown ? { drawdown: { ...given.drawdown, depth: given.drawdown.depth * factor } } : {}),
    ...(given.outOfSample
      ? { outOfSample: { ...given.outOfSample, pnl: given.outOfSample.pnl.map((one) => one * factor) } }
      : {}),
  };
  const { base, top } = chartFrame(options);
  const times = timesOfDates(data.dates);
  const last = data.equity.at(-1) ?? 0;
  return {
    ...base,
    grid: plotGrid(top, { right: 84 }),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      formatter: (parameters: unknown) => {
        const at = (parameters as { dataIndex: number }[])[0]?.dataIndex ?? 0;
        return html`${formatDate(data.dates[at] ?? "")}<br><b>${moneyText(data.equity[at] ?? Number.NaN, money)}</b>`;
      },
    },
    xAxis: timeAxis(theme),
    yAxis: valueAxis(theme, {
      name: inUnit("Cumulative P&L", unit),
      format: formatAcross(data.equity),
    }),
    series: [
      {
        type: "line",
        data: times.map((time, i) => [time, data.equity[i] ?? null]),
        showSymbol: false,
        lineStyle: { color: theme.accent, width: 2 },
        itemStyle: { color: theme.accent },
        areaStyle: { color: theme.accent, opacity: 0.1, origin: 0 },
        endLabel: {
          show: true,
          formatter: formatCompact(last),
          color: theme.accent,
          fontSize: 13,
          fontWeight: 600,
          distance: 6,
        },
        markArea: {
          silent: true,
          // Over the curves, which else run through its label; the spans are all but clear.
          z: 4,
          data: [...otherSpans(data, times, options), ...drawdownSpan(data, times, unit, options)],
        },
      },
      ...outOfSampleLine(data, options),
    ],
  };
}

function drawdownSpan(data: EquityData, times: readonly number[], unit: string, { theme }: ChartOptions) {
  const { drawdown } = data;
  const from = drawdown && times[Math.max(0, drawdown.from)];
  const to = drawdown && times[drawdown.to];
  if (!drawdown || from === undefined || to === undefined || !(drawdown.depth > 0)) return [];
  // The label reaches over the rows before the fall, or over those behind where few are before.
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const isEarly = to - first < (last - first) / 2;
  return [
    [
      {
        xAxis: from,
        itemStyle: { color: theme.loss, opacity: 0.12 },
        label: {
          show: true,
          position: isEarly ? ("insideBottomLeft" as const) : ("insideBottomRight" as const),
          distance: 6,
          color: theme.loss,
          backgroundColor: theme.background,
          fontSize: 11,
          formatter: `max drawdown ${withUnit(formatCompact(drawdown.depth), unit)}`,
        },
      },
      { xAxis: to },
    ] as [object, object],
  ];
}

function otherSpans({ others = [] }: EquityData, times: readonly number[], { theme }: ChartOptions) {
  return others.map(({ from, to }): [object, object] => [
    { xAxis: times[Math.max(0, from)], itemStyle: { color: theme.loss, opacity: 0.06 } },
    { xAxis: times[to] },
  ]);
}

/** A line of its own: it is another portfolio at every step, chosen on the past alone. */
function outOfSampleLine({ dates, equity, outOfSample }: EquityData, { theme }: ChartOptions) {
  if (!outOfSample || outOfSample.dates.length === 0) return [];
  const first = outOfSample.dates[0] as string;
  const begin = dates.findIndex((date) => date >= first);
  let sum = equity[begin - 1] ?? 0;
  const points = timesOfDates(outOfSample.dates).map((time, i) => {
    sum += outOfSample.pnl[i] ?? 0;
    return [time, sum];
  });
  const colour = theme.series[1] ?? theme.muted;
  return [
    {
      type: "line" as const,
      data: points,
      showSymbol: false,
      lineStyle: { color: colour, width: 1.5, type: [5, 3] },
      itemStyle: { color: colour },
      endLabel: {
        show: true,
        formatter: "out of\nsample",
        color: colour,
        fontSize: 11,
        lineHeight: 13,
        distance: 6,
      },
    },
  ];
}
