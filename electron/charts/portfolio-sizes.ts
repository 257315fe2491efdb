import type { CustomSeriesOption } from "echarts";
import { formatFigure } from "../contract/figures/format.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { referenceLines } from "./parts/marks.ts";
import type { ChartTheme } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface PortfolioSizesData {
  /** Ascending by size. */
  readonly sizes: readonly {
    readonly size: number;
    /** Believable Sharpe ratio a row. */
    readonly value: number;
    /** What the choice made anew on the past alone earned, with its 90 % interval; null with too few rows. */
    readonly walkForward: { readonly sharpe: number; readonly low: number; readonly high: number } | null;
  }[];
  /** The smallest size within the error of the best; null where it is not known. */
  readonly enough: number | null;
}

/** How many strategies: what is believed of each size, and what it earned out of sample with its interval. */
export function portfolioSizes({ sizes, enough }: PortfolioSizesData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const [believed, walked] = [theme.context, theme.accent];
  const line = (name: string, colour: string, data: [number, number][]) => ({
    type: "line" as const,
    name,
    data,
    symbol: "circle",
    symbolSize: 9,
    cursor: "pointer",
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    endLabel: { show: true, formatter: name, color: colour, fontSize: 11, distance: 8 },
  });
  const marks = referenceLines(
    theme,
    "x",
    enough === null ? [] : [{ at: enough, label: `${formatFigure(enough)} are enough`, level: 2 }],
  );
  return {
    ...base,
    grid: plotGrid(top + 30, { right: 104, bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [size] = (parameters as { value: [number, number] }).value;
        const one = sizes.find((row) => row.size === size);
        if (!one) return "";
        const { walkForward: walk } = one;
        const earned = walk
          ? html`<br><b>${formatFigure(walk.sharpe, 2)}</b> walked forward, ${formatFigure(walk.low, 2)} to ${formatFigure(walk.high, 2)}`
          : "";
        return (
          html`${formatFigure(size)} strategies<br><b>${formatFigure(one.value, 3)}</b> believable a row` +
          earned
        );
      },
    },
    xAxis: { ...numberAxis(theme, { name: "Strategies", min: 0 }) },
    yAxis: valueAxis(theme, { name: "Sharpe ratio a row", format: (value) => formatFigure(value, 2) }),
    series: [
      intervals(sizes, theme),
      {
        ...line(
          "Believable",
          believed,
          sizes.map(({ size, value }) => [size, value]),
        ),
        markLine: marks,
      },
      line(
        "Out of sample",
        walked,
        sizes.flatMap(({ size, walkForward }) =>
          walkForward ? [[size, walkForward.sharpe] as [number, number]] : [],
        ),
      ),
    ],
  };
}

/** The interval of every size as a thin upright line. */
function intervals(sizes: PortfolioSizesData["sizes"], theme: ChartTheme): CustomSeriesOption {
  return {
    type: "custom",
    name: "90 % interval",
    silent: true,
    encode: { x: 0, y: [1, 2] },
    data: sizes.flatMap(({ size, walkForward }) =>
      walkForward ? [[size, walkForward.low, walkForward.high]] : [],
    ),
    renderItem: (_, api) => {
      const [size, low, high] = [0, 1, 2].map((at) => Number(api.value(at))) as [number, number, number];
      const [x1 = 0, y1 = 0] = api.coord([size, low]);
      const [x2 = 0, y2 = 0] = api.coord([size, high]);
      return {
        type: "line",
        shape: { x1, y1, x2, y2 },
        style: { stroke: theme.accent, lineWidth: 4, opacity: 0.28, fill: "none" },
      };
    },
  };
}
