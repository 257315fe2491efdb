import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatDate } from "./format-date.ts";
import { formatFigure } from "./format-figure.ts";
import { plotGrid } from "./plot-grid.ts";
import { referenceLines } from "./reference-line.ts";
import { timeAxis } from "./time-axis.ts";
import { timesOfDates } from "./times-of-dates.ts";
import { tooltip } from "./tooltip.ts";
import { valueAxis } from "./value-axis.ts";

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
        return `${data.window} observations to ${formatDate(data.dates[at] ?? "")}<br><b>${figure}</b>`;
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
