import type { ResultOf } from "../../../../electron/contract/method.ts";
import type { GroupStatistic, groupStrategies } from "../../../../electron/contract/methods/group.ts";
import { statisticTable } from "./statistics.ts";

/** One statistic of all strategies: all rows first, then every group. */
export interface GroupTable {
  readonly statistic: GroupStatistic;
  readonly names: readonly string[];
  readonly columns: readonly {
    /** "whole", or "group " and the name. */
    readonly id: string;
    /** Null for all rows. */
    readonly group: string | null;
    readonly observations: number;
    readonly values: Float64Array;
  }[];
  /** |lean| that is tinted fully: nine of ten cells are below it. 0 where nothing is tinted. */
  readonly scale: number;
}

const MOST_LOOKED_AT = 4_000;

/** The answer to a question for one statistic as a table. */
export function groupTable(data: ResultOf<typeof groupStrategies>): GroupTable {
  const none = new Float64Array();
  const columns = [
    {
      id: "whole",
      group: null,
      observations: data.groups.reduce((sum, { observations }) => sum + observations, 0),
      values: data.whole[0] ?? none,
    },
    ...data.groups.map(({ name, observations }, g) => ({
      id: `group ${name}`,
      group: name,
      observations,
      values: data.values[g] ?? none,
    })),
  ];
  const statistic = data.statistics[0] ?? "mean";
  const { lean } = statisticTable[statistic];
  return {
    statistic,
    names: data.strategies,
    columns,
    scale: lean
      ? usualSize(
          columns.slice(1).map(({ values }) => values),
          lean,
        )
      : 0,
  };
}

/** The ninth decile of |lean| over columns, from a sample of their cells. */
function usualSize(columns: readonly Float64Array[], lean: (value: number) => number): number {
  const cells = columns.reduce((sum, { length }) => sum + length, 0);
  const step = Math.max(1, Math.floor(cells / MOST_LOOKED_AT));
  const sizes: number[] = [];
  for (const column of columns) {
    for (let i = 0; i < column.length; i += step) {
      const size = Math.abs(lean(column[i] as number));
      if (Number.isFinite(size)) sizes.push(size);
    }
  }
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length * 0.9)] ?? 0;
}
