import type { LineSeriesOption } from "echarts";
import { inUnit, moneyText } from "../contract/figures/money.ts";
import { timeAxis, valueAxis } from "./parts/axes.ts";
import { timesOfDates } from "./parts/dates.ts";
import { formatCompact, formatDate, labelsOf } from "./parts/format.ts";
import {
  amountsOf,
  type ChartOption,
  type ChartOptions,
  chartFrame,
  plotGrid,
  tooltip,
} from "./parts/frame.ts";
import { endLabels } from "./parts/marks.ts";
import { seriesColour } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface CompareEquityData {
  readonly portfolios: readonly {
    readonly name: string;
    /** ISO dates, ascending; portfolios may cover different spans. */
    readonly dates: readonly string[];
    /** Cumulative P&L, currency. */
    readonly equity: Float64Array;
  }[];
}

/** Equity of several portfolios on one scale, each named at its end. */
export function compareEquityChart(data: CompareEquityData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, unit, scaled } = amountsOf(options);
  const portfolios = data.portfolios.map((one) => ({ ...one, equity: scaled(one.equity) }));
  const { base, top } = chartFrame(options);
  const names = labelsOf(
    portfolios.map(({ name }) => name),
    24,
  );
  const times = portfolios.map((one) => timesOfDates(one.dates));
  const end = Math.max(...times.map((one) => one.at(-1) ?? 0));
  const labels = portfolios.map((one, i) => ({
    x: end,
    y: one.equity.at(-1) ?? 0,
    name: formatCompact(one.equity.at(-1) ?? 0),
    figure: names[i] ?? "",
    colour: seriesColour(theme, i),
    strong: i === 0,
  }));
  return {
    ...base,
    grid: plotGrid(top, { right: 76 + 6.8 * Math.max(0, ...names.map(({ length }) => length)) }),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      order: "valueDesc",
      formatter: (parameters: unknown) => {
        const rows = parameters as { seriesName: string; marker: string; value: [number, number] }[];
        const date = formatDate(new Date(rows[0]?.value[0] ?? 0).toISOString());
        return [
          date,
          // The marker is a coloured dot that the library draws, no text of a file.
          ...rows.map((row) => row.marker + html`${row.seriesName} <b>${moneyText(row.value[1], money)}</b>`),
        ].join("<br>");
      },
    },
    xAxis: timeAxis(theme),
    yAxis: valueAxis(theme, { name: inUnit("Cumulative P&L", unit) }),
    series: [
      ...portfolios.map((portfolio, i): LineSeriesOption => {
        const colour = seriesColour(theme, i);
        return {
          type: "line",
          name: portfolio.name,
          data: (times[i] ?? []).map((time, t) => [time, portfolio.equity[t] ?? null]),
          showSymbol: false,
          lineStyle: { color: colour, width: i === 0 ? 2.5 : 1.5 },
          itemStyle: { color: colour },
          emphasis: { focus: "series" },
        };
      }),
      endLabels(theme, labels, 52),
    ],
  };
}
