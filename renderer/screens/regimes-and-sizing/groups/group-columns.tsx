import { formatFigure } from "../../../../electron/charts/parts/format.ts";
import type { GridColumn } from "../../../grid/columns.ts";
import { formatStatistic } from "./format-statistic.ts";
import type { GroupTable } from "./group-table.ts";
import { groupTitle } from "./group-title.ts";
import { HeatCell } from "./HeatCell.tsx";
import { statisticTable } from "./statistic-table.ts";

/** Columns of the table of strategies by group: name, all rows, then every group. A row is the strategy's index. */
export function groupColumns(table: GroupTable): GridColumn<number>[] {
  const { title, formula, less, lean } = statisticTable[table.statistic];
  const name: GridColumn<number> = {
    id: "name",
    title: "Strategy",
    size: 232,
    pinned: true,
    fixed: true,
    sortable: true,
    text: (row) => table.names[row] ?? "",
  };
  const figures = table.columns.map(({ id, group, observations, values }): GridColumn<number> => {
    const heading = group === null ? "All" : groupTitle(group);
    const count = formatFigure(observations);
    const textOf = (row: number) => formatStatistic(table.statistic, values[row] ?? Number.NaN);
    return {
      id,
      title: heading,
      unit: count,
      size: Math.max(92, 40 + Math.round((heading.length + count.length) * 6.6)),
      align: "end",
      sortable: true,
      descendingFirst: !less,
      explain: `${title}, ${group === null ? "all groups together" : heading}\n${formula}\n${count} observations`,
      cell: (row) => (
        <HeatCell text={textOf(row)} lean={lean?.(values[row] ?? Number.NaN) ?? 0} scale={table.scale} />
      ),
    };
  });
  return [name, ...figures];
}
