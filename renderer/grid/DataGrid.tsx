// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised over 100,000 rows; the grid pattern of ARIA is used
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row (aria-activedescendant)
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from "react";
import { GridHead } from "./GridHead.tsx";
import { GridRow, type PlacedColumn } from "./GridRow.tsx";
import "./grid.css";
import type { GridColumn } from "./grid-column.ts";
import { nextActiveRow } from "./next-active-row.ts";
import { type GridSort, useGridTable } from "./use-grid-table.ts";

export interface DataGridProps<Row> {
  /** Under this name the columns' layout is remembered. */
  readonly name: string;
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly count: number;
  /** Row at a place. Called for visible places only; must return the same object while the row is the same. */
  readonly rowAt: (index: number) => Row;
  readonly keyAt?: (index: number) => string | number;
  readonly sort?: GridSort | null;
  readonly onSort?: (sort: GridSort | null) => void;
  readonly isSelected?: (index: number) => boolean;
  /** Rows from..to (inclusive) should become selected or not. */
  readonly onSelect?: (from: number, to: number, selected: boolean) => void;
  /** Enter, or a click on a row. */
  readonly onOpen?: (index: number) => void;
  readonly rowHeight?: number;
  /** Shown instead of rows when there are none. */
  readonly empty?: string;
  /** The place that is open elsewhere, marked in the grid. */
  readonly openIndex?: number | null;
}

const never = () => false;

/**
 * Rows of any number: only those in view exist. Arrow keys move, Space selects (with Shift: a range), Enter opens. Columns can be
 * moved, resized, hidden and pinned, which is remembered.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { name, label, columns, count, rowAt, keyAt, sort = null, onSort, onSelect, onOpen, empty } = props;
  const { isSelected = never, rowHeight = 28, openIndex = null } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const poolSize = useRef(1);
  const anchor = useRef(-1);
  const id = useId();
  const table = useGridTable(name, columns, sort, onSort);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 5,
    getItemKey: keyAt ?? ((index) => index),
    useFlushSync: false,
  });

  const visible = table.getVisibleLeafColumns();
  const visibleIds = [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()].map(
    (column) => column.id,
  );
  const idKey = visibleIds.join("\n");
  const pinnedKey = table
    .getStartVisibleLeafColumns()
    .map((column) => `${column.id} ${column.getStart("start")}`)
    .join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the column models by value
  const placed = useMemo<readonly PlacedColumn<Row>[]>(() => {
    const starts = new Map(
      table.getStartVisibleLeafColumns().map((column) => [column.id, column.getStart("start")]),
    );
    return idKey.split("\n").flatMap((columnId, at) => {
      const column = columns.find((one) => one.id === columnId);
      if (!column) return [];
      return [{ column, pinnedAt: starts.get(columnId) ?? null, lastPinned: at === starts.size - 1 }];
    });
  }, [columns, idKey, pinnedKey]);

  const sizes = new Map(visible.map((column) => [column.id, column.getSize()]));
  const template = placed.map(({ column }) => `${sizes.get(column.id) ?? column.size}px`).join(" ");
  const width = placed.reduce((sum, { column }) => sum + (sizes.get(column.id) ?? column.size), 0);

  const moveTo = (index: number) => {
    setActive(index);
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = nextActiveRow(event.key, active, count, page);
    if (next !== null) {
      event.preventDefault();
      if (event.shiftKey && onSelect) onSelect(Math.min(active, next), Math.max(active, next), true);
      moveTo(next);
    } else if (event.key === " " && active >= 0 && onSelect) {
      event.preventDefault();
      onSelect(active, active, !isSelected(active));
      anchor.current = active;
    } else if (event.key === "Enter" && active >= 0) onOpen?.(active);
  };
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest("[data-index]");
    if (!row || (event.target as Element).closest("button, a, input, select")) return;
    const index = Number(row.getAttribute("data-index"));
    setActive(index);
    if (onSelect && event.shiftKey && anchor.current >= 0)
      onSelect(Math.min(anchor.current, index), Math.max(anchor.current, index), true);
    else if (onSelect && (event.ctrlKey || event.metaKey)) onSelect(index, index, !isSelected(index));
    else onOpen?.(index);
    anchor.current = index;
  };
  const items = [...virtualizer.getVirtualItems()];
  poolSize.current = Math.max(poolSize.current, items.length);
  const pool = poolSize.current;
  // While it scrolls, elements stay where they are in the document (moving one costs as much as making it); at rest they are put
  // in reading order again.
  if (virtualizer.isScrolling) items.sort((a, b) => (a.index % pool) - (b.index % pool));

  return (
    <div
      className="grid"
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={placed.length}
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
      <GridHead table={table} columns={placed} />
      {count === 0 && <div className="grid-empty">{empty ?? "Nothing here."}</div>}
      <div className="grid-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
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
            active={item.index === active || item.index === openIndex}
          />
        ))}
      </div>
    </div>
  );
}
