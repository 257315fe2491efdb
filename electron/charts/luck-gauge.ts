import type { CustomSeriesOption } from "echarts";
import { formatFigure } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import type { ChartTheme } from "./parts/theme.ts";

export interface LuckGaugeData {
  /** Each 0..1 where 1 means skill; NaN while it is being computed. */
  readonly measures: readonly {
    readonly label: string;
    /** What the figure is: "probability that the Sharpe ratio is not luck". */
    readonly note: string;
    readonly value: number;
    /** At or over it the result stands. */
    readonly pass: number;
  }[];
}

/** How lucky a result may be: one track per test, the mark it must reach, the figure it reached. */
export function luckGauge(data: LuckGaugeData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const passes = (at: number) => (data.measures[at]?.value ?? 0) >= (data.measures[at]?.pass ?? 1);
  return {
    ...base,
    grid: plotGrid(top, { right: 56 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const one = data.measures[(parameters as { dataIndex: number }).dataIndex];
        return one
          ? `${one.note}<br><b>${formatFigure(one.value, 3)}</b>, stands from ${formatFigure(one.pass, 2)}`
          : "";
      },
    },
    xAxis: {
      type: "value",
      min: 0,
      max: 1,
      interval: 1,
      axisLabel: {
        color: theme.muted,
        fontSize: 11,
        hideOverlap: true,
        formatter: (value: number) => (value === 0 ? "luck" : "skill"),
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.measures.map((one) => one.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: theme.text,
        fontSize: 13,
        interval: 0,
        formatter: (label: string, at: number) => `${label}\n{note|${data.measures[at]?.note ?? ""}}`,
        rich: { note: { color: theme.muted, fontSize: 11, lineHeight: 16, align: "right" } },
      },
    },
    series: [
      {
        type: "bar",
        barWidth: 10,
        showBackground: true,
        backgroundStyle: { color: theme.grid, borderRadius: 5 },
        data: data.measures.map((one, at) => ({
          value: Number.isNaN(one.value) ? 0 : one.value,
          itemStyle: { color: passes(at) ? theme.accent : theme.loss, borderRadius: 5 },
        })),
      },
      passMarks(data, theme),
      figures(data, theme, passes),
    ],
  };
}

/** The mark on each track that it must reach. */
function passMarks({ measures }: LuckGaugeData, theme: ChartTheme): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    z: 5,
    data: measures.map((one, at) => [one.pass, at]),
    encode: { x: 0, y: 1 },
    renderItem: (_parameters, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      return {
        type: "rect",
        shape: { x: x - 1, y: y - 11, width: 2, height: 22 },
        style: { fill: theme.text },
      };
    },
  };
}

/** The figure of each track, right of it. */
function figures(
  { measures }: LuckGaugeData,
  theme: ChartTheme,
  passes: (at: number) => boolean,
): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    z: 5,
    data: measures.map((_, at) => [1, at]),
    encode: { x: 0, y: 1 },
    renderItem: (parameters, api) => {
      const at = parameters.dataIndex;
      const [x = 0, y = 0] = api.coord([1, api.value(1)]);
      const value = measures[at]?.value ?? Number.NaN;
      return {
        type: "text",
        x: x + 12,
        y,
        style: {
          text: formatFigure(value, 2),
          fill: Number.isNaN(value) ? theme.muted : passes(at) ? theme.accent : theme.loss,
          font: `600 14px ${theme.fontFamily}`,
          verticalAlign: "middle",
        },
      };
    },
  };
}
