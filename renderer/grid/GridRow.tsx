// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised over 100,000 rows; the grid pattern of ARIA is used
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row (aria-activedescendant)
import { memo } from "react";
import type { GridColumn } from "./grid-column.ts";

export interface PlacedColumn<Row> {
  readonly column: GridColumn<Row>;
  /** Distance from the left edge for a pinned column, else null. */
  readonly pinnedAt: number | null;
  readonly lastPinned: boolean;
}

interface GridRowProps<Row> {
  readonly id: string;
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly selected: boolean;
  readonly selectable: boolean;
  readonly active: boolean;
  /** Distance from the top of the body, pixels. */
  readonly top: number;
}

function toneClass<Row>(column: GridColumn<Row>, row: Row): string {
  const tone = column.tone?.(row);
  return tone === undefined ? "" : ` ${tone}`;
}

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { id, index, row, columns, selected, selectable, active, top } = props;
  return (
    <div
      id={id}
      data-index={index}
      className={active ? "grid-row grid-row-active" : "grid-row"}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      tabIndex={-1}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map(({ column, pinnedAt, lastPinned }, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1}
          className={`grid-cell${toneClass(column, row)}${column.align === "end" ? " grid-end" : ""}${pinnedAt === null ? "" : " grid-pinned"}${lastPinned ? " grid-last-pinned" : ""}`}
          style={pinnedAt === null ? undefined : { left: pinnedAt }}
        >
          {column.text ? column.text(row) : column.cell?.(row)}
        </div>
      ))}
    </div>
  );
}

/** One row; renders again only when its own data, its columns or its state change. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;
