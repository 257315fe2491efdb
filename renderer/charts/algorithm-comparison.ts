import { barList } from "./bar-list.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatCompact } from "./format-compact.ts";
import { formatFigure } from "./format-figure.ts";

export interface AlgorithmComparisonData {
  readonly algorithms: readonly {
    readonly name: string;
    readonly fitness: number;
    readonly evaluations: number;
    readonly seconds: number;
  }[];
}

/** Best fitness of each algorithm under one budget, best first; the winner in colour. */
export function algorithmComparison(data: AlgorithmComparisonData, options: ChartOptions): ChartOption {
  const rows = [...data.algorithms]
    .sort((a, b) => b.fitness - a.fitness)
    .map((one, rank) => ({
      label: one.name,
      value: one.fitness,
      note: `${formatCompact(one.evaluations)} evaluations, ${formatFigure(one.seconds, 1)} s`,
      subject: rank === 0,
    }));
  return barList(rows, { ...options, measure: "Best fitness", format: (value) => formatFigure(value, 2) });
}
