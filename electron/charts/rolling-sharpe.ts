import { formatFigure } from "../contract/figures/format.ts";
import { timeAxis, valueAxis } from "./parts/axes.ts";
import { timesOfDates } from "./parts/dates.ts";
import { formatDate } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { referenceLines } from "./parts/marks.ts";
import { html } from "./parts/written.ts";

export interface RollingSharpeData {
  /** ISO date of the last observation of each window. */
  readonly dates: readonly string[];
  /** Annualised; NaN where it is not defined. */
  readonly sharpe: Float64Array;
  /** Observations in a window. */
  readonly window: number;
  /** Over the whole span, drawn for comparison. */
  readonly whole?: number;
}

/** Sharpe ratio over a moving window, with the whole span's level. */
export function rollingSharpeChart(data: RollingSharpeData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const whole = data.whole;
  return {
    ...base,
    grid: plotGrid(top, { right: 56 }),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      formatter: (parameters: unknown) => {
        const at = (parameters as { dataIndex: number }[])[0]?.dataIndex ?? 0;
        const figure = formatFigure(data.sharpe[at] ?? Number.NaN, 2);
        return html`${data.window} observations to ${formatDate(data.dates[at] ?? "")}<br><b>${figure}</b>`;
      },
    },
    xAxis: timeAxis(theme),
    yAxis: valueAxis(theme, { name: `Sharpe ratio, annualised, last ${data.window} observations` }),
    series: [
      {
        type: "line",
        data: timesOfDates(data.dates).map((time, i) => {
          const value = data.sharpe[i] ?? Number.NaN;
          return [time, Number.isFinite(value) ? value : null];
        }),
        showSymbol: false,
        lineStyle: { color: theme.accent, width: 2 },
        itemStyle: { color: theme.accent },
        endLabel: {
          show: true,
          color: theme.accent,
          fontWeight: 600,
          formatter: formatFigure(data.sharpe.at(-1) ?? Number.NaN, 2),
        },
        markLine: referenceLines(theme, "y", [
          { at: 0, label: "", colour: theme.line, solid: true },
          ...(whole !== undefined && Number.isFinite(whole)
            ? [{ at: whole, label: `whole span ${formatFigure(whole, 2)}` }]
            : []),
        ]),
      },
    ],
  };
}
