import { formatFigure } from "../contract/figures/format.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import type { ChartTheme } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface KellyGrowthData {
  /** Fraction of capital, ascending from 0. */
  readonly fraction: Float64Array;
  /** Mean log growth per observation; -Infinity where capital would be lost. */
  readonly growth: Float64Array;
  /** Points on the curve: "full Kelly", "half Kelly", "cap". */
  readonly marks: readonly { readonly label: string; readonly fraction: number; readonly chosen?: boolean }[];
}

/** Growth rate against the fraction staked: flat at the top, falling off beyond it, negative after that. */
export function kellyGrowth(data: KellyGrowthData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top: plotTop } = chartFrame(options);
  const percent = (value: number) => (Number.isFinite(value) ? value * 100 : null);
  return {
    ...base,
    grid: plotGrid(plotTop + 12, { bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      formatter: (parameters: unknown) => {
        const at = (parameters as { dataIndex: number }[])[0]?.dataIndex ?? 0;
        const fraction = formatFigure((data.fraction[at] ?? 0) * 100, 1);
        return html`${fraction} % of capital<br><b>${formatFigure((data.growth[at] ?? Number.NaN) * 100, 3)} %</b> per row`;
      },
    },
    xAxis: numberAxis(theme, {
      name: "Fraction of capital, percent",
      min: 0,
      max: (data.fraction.at(-1) ?? 1) * 100,
    }),
    yAxis: valueAxis(theme, {
      name: "Mean log growth per row, percent",
      format: (value) => formatFigure(value, 2),
    }),
    series: [
      {
        type: "line",
        data: Array.from(data.fraction, (fraction, i) => [
          fraction * 100,
          percent(data.growth[i] ?? Number.NaN),
        ]),
        showSymbol: false,
        smooth: false,
        lineStyle: { color: theme.accent, width: 2 },
        itemStyle: { color: theme.accent },
        markPoint: {
          silent: true,
          symbol: "circle",
          symbolSize: 8,
          data: data.marks.map((mark) => markOnCurve(data, mark, theme)),
        },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: theme.line, type: "solid", width: 1 },
          data: [{ yAxis: 0 }],
        },
      },
    ],
  };
}

/** A point on the curve with its name and fraction. */
function markOnCurve(data: KellyGrowthData, mark: KellyGrowthData["marks"][number], theme: ChartTheme) {
  const summit = data.growth.reduce((at, value, i) => (value > (data.growth[at] ?? 0) ? i : at), 0);
  const best = data.fraction[summit] ?? 0;
  const colour = mark.chosen ? theme.accent : theme.muted;
  return {
    name: mark.label,
    coord: [mark.fraction * 100, growthAt(data, mark.fraction) * 100],
    itemStyle: {
      color: mark.chosen ? theme.accent : theme.background,
      borderColor: colour,
      borderWidth: 2,
    },
    label: {
      formatter: `${mark.label} ${formatFigure(mark.fraction * 100, 1)} %`,
      ...labelPlace(mark.fraction, best),
      distance: 10,
      color: colour,
      fontSize: 12,
      fontWeight: mark.chosen ? (600 as const) : (400 as const),
    },
  };
}

/** Growth at a fraction, straight between the points of the curve. */
function growthAt({ fraction, growth }: KellyGrowthData, at: number): number {
  const next = Math.max(
    1,
    fraction.findIndex((value) => value >= at),
  );
  const from = fraction[next - 1] ?? 0;
  const to = fraction[next] ?? from;
  const share = to > from ? (at - from) / (to - from) : 0;
  return (growth[next - 1] ?? 0) * (1 - share) + (growth[next] ?? 0) * share;
}

/** Over the summit, else under the curve on its free side. */
function labelPlace(fraction: number, best: number) {
  if (Math.abs(fraction - best) < best * 0.1) return { position: "top" as const };
  return { position: fraction < best ? ("right" as const) : ("left" as const), offset: [0, 12] };
}
