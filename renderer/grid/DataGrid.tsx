// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised over 100,000 rows; the grid pattern of ARIA is used
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row (aria-activedescendant)
import { useId, useRef } from "react";
import { type GridColumn, type GridSort, useGridTable } from "./columns.ts";
import { GridHead } from "./GridHead.tsx";
import { GridRow } from "./GridRow.tsx";
import "./grid.css";
import { type KeyedRows, never, useGridKeys } from "./grid-keys.ts";
import { usePlaced, useRoom } from "./placed-columns.ts";
import { useRowPool, useRowWindow } from "./row-window.ts";

export interface DataGridProps<Row> extends KeyedRows {
  /** Under this name the columns' layout is remembered. */
  readonly name: string;
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Row at a place. Called for visible places only; must return the same object while the row is the same. */
  readonly rowAt: (index: number) => Row;
  readonly sort?: GridSort | null;
  readonly onSort?: (sort: GridSort | null) => void;
  readonly rowHeight?: number;
  /** Headings of several words stand in two lines, so that their columns are as narrow as their figures. */
  readonly wraps?: boolean;
  /** The rows are being put in another order: those before are shown meanwhile. */
  readonly busy?: boolean;
  /** Shown instead of rows when there are none. */
  readonly empty?: string;
}

/** Pixels that the boxes of a grid take at its left edge. */
const BOX_WIDTH = 34;

/**
 * Rows of any number: only those in view exist. Arrow keys move, Space or a row's box selects (with Shift: a range), Enter
 * opens. Columns can be moved, resized, hidden and pinned, which is remembered.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { name, label, columns, count, rowAt, sort = null, onSort, onSelect, empty } = props;
  const { isSelected = never, rowHeight = 28, openKey = null, wraps = false, busy = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const table = useGridTable(name, columns, sort, onSort);
  const { rows, isScrolling, show } = useRowWindow(scroller, count, rowHeight);
  const { placed, template, width } = usePlaced(
    name,
    table,
    columns,
    onSelect ? BOX_WIDTH : 0,
    useRoom(scroller),
  );
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
  const { active, open, onKeyDown, onClick } = useGridKeys(props, page, show);
  const { items, pool } = useRowPool(rows, isScrolling);

  return (
    <div
      className={wraps ? "grid grid-wraps" : "grid"}
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={placed.length + (onSelect ? 1 : 0)}
      aria-busy={busy}
      aria-multiselectable={onSelect ? true : undefined}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      style={
        {
          "--grid-template": template,
          "--grid-width": `${width}px`,
          "--grid-row": `${rowHeight}px`,
        } as React.CSSProperties
      }
    >
      <GridHead table={table} columns={placed} hasBoxes={onSelect !== undefined} wraps={wraps} />
      {count === 0 && <div className="grid-empty">{empty ?? "Nothing here."}</div>}
      <div className="grid-body" role="rowgroup" style={{ height: count * rowHeight }}>
        {items.map((item) => (
          <GridRow
            // Elements are used again for other rows as they scroll by, which costs far less than making new ones.
            key={item.index % pool}
            top={item.start}
            id={`${id}-${item.index}`}
            index={item.index}
            row={rowAt(item.index)}
            columns={placed}
            selected={isSelected(item.index)}
            selectable={onSelect !== undefined}
            active={item.index === active}
            open={item.index === (openKey === null ? active : open)}
          />
        ))}
      </div>
    </div>
  );
}
