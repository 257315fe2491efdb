import { formatFigure } from "../contract/figures/format.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { formatWithin } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import type { ChartTheme } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface BeliefFrontierData {
  /** Ascending by share; the first gives nothing away. */
  readonly points: readonly {
    /** Of the best believable Sharpe ratio that may be given away, 0..1. */
    readonly share: number;
    /** Believable Sharpe ratio a row. */
    readonly value: number;
    /** P&L over drawdown, in sample. */
    readonly ratio: number;
  }[];
}

/**
 * What giving some of the believable Sharpe ratio away buys in P&L over drawdown: a point a portfolio, the first in the
 * accent's full colour.
 */
export function beliefFrontier({ points }: BeliefFrontierData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const believed = points.map(({ value }) => value);
  return {
    ...base,
    grid: plotGrid(top, { right: 40, bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const point = points[(parameters as { dataIndex: number }).dataIndex];
        if (!point) return "";
        return html`${percentOf(point.share)} given away<br><b>${formatFigure(point.value, 3)}</b> believable a row<br><b>${formatFigure(point.ratio, 1)}</b> P&L / drawdown`;
      },
    },
    xAxis: {
      ...numberAxis(theme, {
        name: "Believable Sharpe ratio a row",
        format: formatWithin(Math.min(...believed), Math.max(...believed)),
      }),
      scale: true,
    },
    yAxis: valueAxis(theme, { name: "P&L / drawdown, in sample", scale: true }),
    series: [
      {
        type: "line",
        data: points.map(({ value, ratio }, k) => ({
          value: [value, ratio],
          itemStyle: {
            color: k === 0 ? theme.accent : theme.background,
            borderColor: theme.accent,
            borderWidth: 2,
          },
        })),
        symbol: "circle",
        symbolSize: 10,
        cursor: "pointer",
        lineStyle: { color: theme.accent, width: 2 },
        markPoint: {
          silent: true,
          symbol: "circle",
          symbolSize: 0,
          data: [0, points.length - 1]
            .filter((k, at, all) => all.indexOf(k) === at)
            .flatMap((k) => markOf(points[k], theme, k === 0)),
        },
      },
    ],
  };
}

const percentOf = (share: number): string =>
  `${formatFigure(share * 100, Number.isInteger(share * 100) ? 0 : 1)} %`;

/** What an end of the curve gives away, written beside it. */
function markOf(
  point: BeliefFrontierData["points"][number] | undefined,
  theme: ChartTheme,
  isFirst: boolean,
) {
  if (!point) return [];
  return [
    {
      name: percentOf(point.share),
      coord: [point.value, point.ratio],
      label: {
        formatter: percentOf(point.share),
        position: isFirst ? ("right" as const) : ("bottom" as const),
        distance: 10,
        color: theme.muted,
        fontSize: 11,
      },
    },
  ];
}
