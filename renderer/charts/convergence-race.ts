import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatFigure } from "./format-figure.ts";
import { numberAxis } from "./number-axis.ts";
import { plotGrid } from "./plot-grid.ts";
import { tooltip } from "./tooltip.ts";
import { valueAxis } from "./value-axis.ts";

export interface ConvergenceRaceData {
  readonly algorithms: readonly {
    readonly name: string;
    /** Evaluations done at each improvement, ascending. */
    readonly evaluations: Float64Array;
    /** Best fitness from that evaluation on. */
    readonly best: Float64Array;
  }[];
  /** Evaluations that each may use; the axis ends there. */
  readonly budget?: number;
  /** Logarithmic x axis, default true: most of the climb is at the start. */
  readonly logarithmic?: boolean;
}

/** Best fitness so far of every algorithm against the evaluations it used. The leader in colour, the field in grey. */
export function convergenceRace(data: ConvergenceRaceData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const score = (i: number) => data.algorithms[i]?.best.at(-1) ?? Number.NEGATIVE_INFINITY;
  const leader = data.algorithms.reduce((best, _, i) => (score(i) > score(best) ? i : best), 0);
  const used = Math.max(1, ...data.algorithms.map((one) => one.evaluations.at(-1) ?? 1));
  const end = Math.max(used, data.budget ?? 0);
  const log = data.logarithmic ?? true;
  return {
    ...base,
    grid: plotGrid(top, { right: 100, bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const { seriesName, value } = parameters as { seriesName: string; value: [number, number] };
        return `${seriesName}<br>${formatFigure(value[0])} evaluations<br><b>${formatFigure(value[1], 4)}</b>`;
      },
    },
    xAxis: numberAxis(theme, {
      name: log ? "Evaluations, logarithmic" : "Evaluations",
      type: log ? "log" : "value",
      min: log ? 1 : 0,
      max: end,
    }),
    yAxis: valueAxis(theme, { name: "Best fitness so far", scale: true }),
    series: data.algorithms.map((one, i) => {
      const leads = i === leader;
      const last = one.best.at(-1) ?? Number.NaN;
      const colour = leads ? theme.accent : theme.context;
      const points = Array.from(one.evaluations, (at, k) => [Math.max(1, at), one.best[k] ?? Number.NaN]);
      return {
        type: "line",
        name: one.name,
        step: "end",
        // The best so far holds until the last evaluation of the longest run.
        data: points.length > 0 ? [...points, [used, last]] : [],
        showSymbol: false,
        z: leads ? 3 : 2,
        lineStyle: { color: colour, width: leads ? 2.5 : 1.25 },
        itemStyle: { color: colour },
        endLabel: {
          show: true,
          formatter: `{name|${one.name}} ${formatFigure(last, 2)}`,
          color: leads ? theme.accent : theme.muted,
          fontSize: 12,
          fontWeight: leads ? 600 : 400,
          rich: { name: { width: 32, fontSize: 12, color: leads ? theme.accent : theme.muted } },
        },
        labelLayout: { moveOverlap: "shiftY" },
        emphasis: { focus: "series" },
      };
    }),
  };
}
