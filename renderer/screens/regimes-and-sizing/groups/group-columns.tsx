import { formatFigure } from "../../../../electron/contract/figures/format.ts";
import type { Money } from "../../../../electron/contract/figures/money.ts";
import type { GridColumn } from "../../../grid/columns.ts";
import { NameText, sharedEnds } from "../../../grid/names.tsx";
import type { GroupTable } from "./group-table.ts";
import { formatStatistic, groupTitle, statisticTable } from "./statistics.ts";

/** Columns of the table of strategies by group: name, all rows, then every group. A row is the strategy's index. */
export function groupColumns(table: GroupTable, money: Money): GridColumn<number>[] {
  const { title, formula, less, lean } = statisticTable[table.statistic];
  const name: GridColumn<number> = {
    id: "name",
    title: "Strategy",
    size: 196,
    pinned: true,
    fixed: true,
    sortable: true,
    cell: (row) => <NameText name={table.names[row] ?? ""} shared={sharedEnds(table.names)} />,
  };
  const figures = table.columns.map(({ id, group, observations, values }): GridColumn<number> => {
    const heading = group === null ? "All" : groupTitle(group);
    const count = formatFigure(observations);
    const textOf = (row: number) => formatStatistic(table.statistic, values[row] ?? Number.NaN, money);
    return {
      id,
      title: heading,
      unit: count,
      size: widthOf(heading, count, table.columns.length <= wideColumns),
      align: "end",
      sortable: true,
      descendingFirst: !less,
      explain: `${title}, ${group === null ? "all groups together" : heading}\n${formula}\n${count} rows`,
      cell: (row) => (
        <HeatCell text={textOf(row)} lean={lean?.(values[row] ?? Number.NaN) ?? 0} scale={table.scale} />
      ),
    };
  });
  return [name, ...figures];
}

/** So many columns have room for a heading in one line. */
const wideColumns = 8;

/** Of a column whose heading stands in one line, or in two with the number of its rows at the end of the second. */
function widthOf(heading: string, count: string, isWide: boolean): number {
  const words = `${heading} ${count}`.split(" ");
  const whole = words.join(" ").length;
  // The shortest line at which two are enough.
  const halves = words.slice(1).map((_, at) => words.slice(0, at + 1).join(" ").length);
  const longest = isWide
    ? whole + 2
    : Math.min(...halves.map((first) => Math.max(first, whole - first - 1)), whole);
  return Math.max(76, 38 + Math.round(longest * 6.4));
}

interface HeatCellProps {
  readonly text: string;
  /** Above 0 for a gain, below for a loss. */
  readonly lean: number;
  /** |lean| that is tinted fully; 0 = no tint. */
  readonly scale: number;
}

const STRONGEST = 34;

/** A figure on a ground that shows its sign and size, so that a row can be read at a glance. */
function HeatCell({ text, lean, scale }: HeatCellProps) {
  const strength = scale > 0 ? Math.round(STRONGEST * Math.min(1, Math.abs(lean) / scale)) : 0;
  if (!(strength > 0)) return text;
  const colour = lean > 0 ? "var(--gain)" : "var(--loss)";
  return (
    <span className="heat" style={{ background: `color-mix(in srgb, ${colour} ${strength}%, transparent)` }}>
      {text}
    </span>
  );
}
