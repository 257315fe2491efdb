// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised over 100,000 rows; the grid pattern of ARIA is used
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row (aria-activedescendant)
import { memo } from "react";
import type { GridColumn } from "./columns.ts";
import type { PlacedColumn } from "./placed-columns.ts";

interface GridRowProps<Row> {
  readonly id: string;
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly selected: boolean;
  readonly selectable: boolean;
  /** Where the keys are. */
  readonly active: boolean;
  readonly open: boolean;
  /** Distance from the top of the body, pixels. */
  readonly top: number;
}

function toneClass<Row>(column: GridColumn<Row>, row: Row): string {
  const tone = column.tone?.(row);
  return tone === undefined ? "" : ` ${tone}`;
}

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { id, index, row, columns, selected, selectable, active, open, top } = props;
  return (
    <div
      id={id}
      data-index={index}
      className={`grid-row${open ? " grid-row-open" : ""}${active ? " grid-row-active" : ""}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      aria-current={open ? "true" : undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selectable && (
        <div role="gridcell" aria-colindex={1} className="grid-cell grid-pinned grid-boxes grid-box">
          <span className={selected ? "grid-mark grid-marked" : "grid-mark"} />
        </div>
      )}
      {columns.map(({ column, pinnedAt, lastPinned }, at) => {
        const text = column.text?.(row);
        return (
          <div
            key={column.id}
            role="gridcell"
            // A name that its column cuts is read whole under the pointer; figures are never cut.
            title={column.align === "end" ? undefined : text}
            aria-colindex={at + (selectable ? 2 : 1)}
            className={`grid-cell${toneClass(column, row)}${column.align === "end" ? " grid-end" : ""}${pinnedAt === null ? "" : " grid-pinned"}${lastPinned ? " grid-last-pinned" : ""}`}
            style={pinnedAt === null ? undefined : { left: pinnedAt }}
          >
            {text ?? column.cell?.(row)}
          </div>
        );
      })}
    </div>
  );
}

/** One row; renders again only when its own data, its columns or its state change. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;
