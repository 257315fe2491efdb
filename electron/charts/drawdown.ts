import { inUnit, moneyText } from "../contract/figures/money.ts";
import { timeAxis, valueAxis } from "./parts/axes.ts";
import { timesOfDates } from "./parts/dates.ts";
import { formatCompact, formatDate, formatWithin } from "./parts/format.ts";
import {
  amountsOf,
  type ChartOption,
  type ChartOptions,
  chartFrame,
  plotGrid,
  tooltip,
} from "./parts/frame.ts";
import { referenceLines } from "./parts/marks.ts";
import type { ChartTheme } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface DrawdownData {
  /** ISO dates, ascending. */
  readonly dates: readonly string[];
  /** Distance below the running peak, currency, not negative. */
  readonly drawdown: Float64Array;
  /** Largest drawdown that the user allows, drawn as a line. */
  readonly limit?: number;
}

/** Distance below the running peak, drawn downwards, the deepest point labelled. */
export function drawdownChart(given: DrawdownData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, unit, factor, scaled } = amountsOf(options);
  const data = {
    ...given,
    drawdown: scaled(given.drawdown),
    ...(given.limit === undefined ? {} : { limit: given.limit * factor }),
  };
  const { base, top } = chartFrame(options);
  const deepest = data.drawdown.reduce(
    (best, value, i) => (value > (data.drawdown[best] ?? 0) ? i : best),
    0,
  );
  const depth = data.drawdown[deepest] ?? 0;
  const points = timesOfDates(data.dates).map((time, i) => [time, -(data.drawdown[i] ?? 0)]);
  return {
    ...base,
    grid: plotGrid(top),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      formatter: (parameters: unknown) => {
        const at = (parameters as { dataIndex: number }[])[0]?.dataIndex ?? 0;
        return html`${formatDate(data.dates[at] ?? "")}<br><b>${moneyText(-(data.drawdown[at] ?? 0), money)}</b>`;
      },
    },
    xAxis: {
      ...timeAxis(theme),
      position: "bottom",
      axisLine: { onZero: false, lineStyle: { color: theme.line } },
    },
    yAxis: valueAxis(theme, {
      name: inUnit("Drawdown", unit),
      max: 0,
      format: formatWithin(-Math.max(depth, data.limit ?? 0), 0),
      // Room for the label.
      boundaryGap: ["35%", "0%"],
      // A mark alone does not widen an axis: a limit that was never reached must be seen too.
      ...(data.limit !== undefined && data.limit > depth ? { min: -roundUp(data.limit * 1.02) } : {}),
    }),
    series: [
      {
        type: "line",
        data: points,
        showSymbol: false,
        lineStyle: { color: theme.loss, width: 1.5 },
        itemStyle: { color: theme.loss },
        areaStyle: { color: theme.loss, opacity: 0.18, origin: 0 },
        markPoint: {
          silent: true,
          symbol: "circle",
          symbolSize: 6,
          itemStyle: { color: theme.loss },
          data:
            depth > 0
              ? [
                  {
                    name: "max drawdown",
                    coord: points[deepest] as number[],
                    label: deepestLabel(data, deepest, theme),
                  },
                ]
              : [],
        },
        markLine: referenceLines(theme, "y", limitLine(data)),
      },
    ],
  };
}

const limitLine = ({ limit }: DrawdownData) =>
  limit === undefined ? [] : [{ at: -limit, label: `limit ${formatCompact(-limit)}` }];

/** Depth and day of the deepest point, under it: nothing is drawn there. */
const deepestLabel = ({ dates, drawdown }: DrawdownData, at: number, theme: ChartTheme) => ({
  formatter: `${formatCompact(-(drawdown[at] ?? 0))}  ${formatDate(dates[at] ?? "")}`,
  position: "bottom" as const,
  align: labelAlign(at / dates.length),
  distance: 6,
  color: theme.loss,
  fontSize: 12,
  fontWeight: 600 as const,
});

/** Where the text under a point begins, so that it stays in the plot. `place`: 0 at the left edge, 1 at the right. */
const labelAlign = (place: number): "left" | "center" | "right" =>
  place < 0.2 ? "left" : place > 0.8 ? "right" : "center";

/** The next round number: one digit and a half. */
function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.ceil(value / step) * step;
}
