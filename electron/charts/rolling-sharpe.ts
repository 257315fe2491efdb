import { formatFigure } from "../contract/figures/format.ts";
import { timeAxis, valueAxis } from "./parts/axes.ts";
import { timesOfDates } from "./parts/dates.ts";
import { formatAcross, formatDate } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { type EndLabel, endLabels, referenceLines } from "./parts/marks.ts";
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
  const { whole = Number.NaN, sharpe } = data;
  const times = timesOfDates(data.dates);
  // Beside the plot, where no curve passes.
  const labelOf = (name: string, level: number, colour: string, strong: boolean): EndLabel => ({
    x: times.at(-1) ?? 0,
    y: level,
    name,
    figure: formatFigure(level, 2),
    colour,
    strong,
  });
  const labels = [
    labelOf("now", sharpe.at(-1) ?? Number.NaN, theme.accent, true),
    labelOf("overall", whole, theme.muted, false),
  ].filter(({ y }) => Number.isFinite(y));
  return {
    ...base,
    grid: plotGrid(top, { right: 102 }),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      formatter: (parameters: unknown) => {
        const at = (parameters as { dataIndex: number }[])[0]?.dataIndex ?? 0;
        const figure = formatFigure(sharpe[at] ?? Number.NaN, 2);
        return html`${data.window} rows to ${formatDate(data.dates[at] ?? "")}<br><b>${figure}</b>`;
      },
    },
    xAxis: timeAxis(theme),
    yAxis: valueAxis(theme, {
      name: `Sharpe ratio, annualised, last ${data.window} rows`,
      format: formatAcross(sharpe),
    }),
    series: [
      {
        type: "line",
        data: times.map((time, i) => {
          const value = sharpe[i] ?? Number.NaN;
          return [time, Number.isFinite(value) ? value : null];
        }),
        showSymbol: false,
        lineStyle: { color: theme.accent, width: 2 },
        itemStyle: { color: theme.accent },
        markLine: referenceLines(theme, "y", [
          { at: 0, label: "", colour: theme.line, solid: true },
          ...(Number.isFinite(whole) ? [{ at: whole, label: "" }] : []),
        ]),
      },
      endLabels(theme, labels, Number.isFinite(whole) ? 50 : 30),
    ],
  };
}
