import type { LineSeriesOption } from "echarts";
import { formatFigure } from "../contract/figures/format.ts";
import { numberAxis, valueAxis } from "./parts/axes.ts";
import { formatWithin } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { type EndLabel, endLabels } from "./parts/marks.ts";
import { type ChartTheme, seriesColour } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

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

/** Every algorithm's name and best fitness, where its line ends at `x`. */
function nameLabels(
  data: ConvergenceRaceData,
  leader: number,
  x: number,
  theme: ChartTheme,
  format: (value: number) => string,
): EndLabel[] {
  return data.algorithms.flatMap(({ name, best }, i) => {
    const y = best.at(-1);
    if (y === undefined) return [];
    const [figure, colour] = [format(y), seriesColour(theme, i)];
    return [{ x, y, name, figure, colour, strong: i === leader }];
  });
}

/** Best fitness so far of every algorithm against the evaluations it used, each in its colour; the leader's line is thick. */
export function convergenceRace(data: ConvergenceRaceData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const score = (i: number) => data.algorithms[i]?.best.at(-1) ?? Number.NEGATIVE_INFINITY;
  const leader = data.algorithms.reduce((best, _, i) => (score(i) > score(best) ? i : best), 0);
  const used = Math.max(1, ...data.algorithms.map((one) => one.evaluations.at(-1) ?? 1));
  const end = Math.max(used, data.budget ?? 0);
  const log = data.logarithmic ?? true;
  const first = Math.min(end, ...data.algorithms.flatMap((one) => one.evaluations.at(0) ?? []));
  const reached = data.algorithms.flatMap(({ best }) => [...best.slice(0, 1), ...best.slice(-1)]);
  const [low, high] = [Math.min(...reached), Math.max(...reached)];
  const labels = nameLabels(data, leader, used, theme, formatWithin(low, high, 100));
  // Behind the longest name, of capitals.
  const figuresAt = Math.max(36, ...labels.map(({ name }) => 8 * name.length + 10));
  return {
    ...base,
    grid: plotGrid(top, { right: 76 + figuresAt, bottom: 40 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const { seriesName, value } = parameters as { seriesName: string; value: [number, number] };
        return html`${seriesName}<br>${formatFigure(value[0])} portfolios tried<br><b>${formatFigure(value[1], 4)}</b>`;
      },
    },
    xAxis: numberAxis(theme, {
      name: log ? "Portfolios tried, logarithmic" : "Portfolios tried",
      type: log ? "log" : "value",
      // From the power of ten in which the first curve begins.
      min: log ? 10 ** Math.floor(Math.log10(Math.max(1, first))) : 0,
      max: end,
    }),
    yAxis: valueAxis(theme, {
      name: "Best so far",
      scale: true,
      format: formatWithin(low, high),
    }),
    series: [
      ...data.algorithms.map((one, i): LineSeriesOption => {
        const leads = i === leader;
        const last = one.best.at(-1) ?? Number.NaN;
        const colour = seriesColour(theme, i);
        const points = Array.from(one.evaluations, (at, k) => [Math.max(1, at), one.best[k] ?? Number.NaN]);
        return {
          type: "line",
          name: one.name,
          step: "end",
          // The best so far holds until the last evaluation of the longest run.
          data: points.length > 0 ? [...points, [used, last]] : [],
          showSymbol: false,
          z: leads ? 3 : 2,
          lineStyle: { color: colour, width: leads ? 2.5 : 1.5 },
          itemStyle: { color: colour },
          emphasis: { focus: "series" },
        };
      }),
      endLabels(theme, labels, figuresAt),
    ],
  };
}
