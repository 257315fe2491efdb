// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised over 100,000 rows; the grid pattern of ARIA is used
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row (aria-activedescendant)
import { CaretDown, CaretUp } from "@blueprintjs/icons";
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useStore } from "../state/store.ts";
import { tip } from "../ui/tips.tsx";
import { fittingColumns, type GridColumn, type GridSort, gridLayout, useGridTable } from "./columns.ts";
import "./grid.css";
import { type RowInView, useRowWindow } from "./row-window.ts";
import { nextActiveRow } from "./rows.ts";

export interface DataGridProps<Row> {
  /** Under this name the columns' layout is remembered. */
  readonly name: string;
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly count: number;
  /** Row at a place. Called for visible places only; must return the same object while the row is the same. */
  readonly rowAt: (index: number) => Row;
  /** What the row at a place is known by, whatever the sort and the filter. */
  readonly keyAt: (index: number) => string | number;
  readonly sort?: GridSort | null;
  readonly onSort?: (sort: GridSort | null) => void;
  readonly isSelected?: (index: number) => boolean;
  /** Rows from..to (inclusive) should become selected or not. With it every row has a box. */
  readonly onSelect?: (from: number, to: number, selected: boolean) => void;
  /** Enter, or a click on a row. */
  readonly onOpen?: (index: number) => void;
  readonly rowHeight?: number;
  /** Headings of several words stand in two lines, so that their columns are as narrow as their figures. */
  readonly wraps?: boolean;
  /** The rows are being put in another order: those before are shown meanwhile. */
  readonly busy?: boolean;
  /** Shown instead of rows when there are none. */
  readonly empty?: string;
  /** Key of the row that is open beside the grid. It alone is lit, and the arrow keys open the row that they come to. */
  readonly openKey?: string | number | null;
}

const never = () => false;

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

/** Pixels that an element is wide within its edges, followed as they change; no limit until they are known. */
function useRoom(element: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    if (!element.current) return;
    const sizes = new ResizeObserver(([entry]) => setRoom(entry?.target.clientWidth ?? 0));
    sizes.observe(element.current);
    setRoom(element.current.clientWidth);
    return () => sizes.disconnect();
  }, [element]);
  return room;
}

/** The columns that are shown, in order, each with its place; the list is the same while nothing about it changed. */
function usePlaced<Row>(
  name: string,
  table: ReturnType<typeof useGridTable<Row>>,
  columns: readonly GridColumn<Row>[],
  boxWidth: number,
  room: number,
): { placed: readonly PlacedColumn<Row>[]; template: string; width: number } {
  const pinned = table.getStartVisibleLeafColumns();
  const { visibility } = useStore(gridLayout(name));
  // What the user chose to see, and what the rows are sorted by.
  const stays = (id: string) => visibility[id] === true || table.getColumn(id)?.getIsSorted();
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const sizes = new Map(table.getVisibleLeafColumns().map((column) => [column.id, column.getSize()]));
  const wanted = [...pinned, ...table.getCenterVisibleLeafColumns()].map(({ id }) => ({
    id,
    size: sizes.get(id) ?? 0,
    gives: stays(id) ? undefined : byId.get(id)?.gives,
  }));
  const idKey = fittingColumns(wanted, room - boxWidth)
    .map(({ id }) => id)
    .join("\n");
  const pinnedKey = pinned.map((column) => `${column.id} ${column.getStart("start")}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the column models by value
  const placed = useMemo<readonly PlacedColumn<Row>[]>(() => {
    const starts = new Map(pinned.map((column) => [column.id, boxWidth + column.getStart("start")]));
    return idKey.split("\n").flatMap((columnId, at) => {
      const column = byId.get(columnId);
      if (!column) return [];
      return [{ column, pinnedAt: starts.get(columnId) ?? null, lastPinned: at === starts.size - 1 }];
    });
  }, [byId, idKey, pinnedKey, boxWidth]);
  const own = placed.map(({ column }) => sizes.get(column.id) ?? column.size);
  const widths = boxWidth > 0 ? [boxWidth, ...own] : own;
  return {
    placed,
    template: widths.map((size) => `${size}px`).join(" "),
    width: widths.reduce((sum, size) => sum + size, 0),
  };
}

type Key = string | number;

/**
 * Where the row of a key stands now; -1 where it is not among them. `near`: where a key or a click was last, which is where it
 * stands until the rows are put in another order.
 */
function usePlace(
  key: Key | null,
  near: RefObject<number>,
  count: number,
  keyAt: (index: number) => Key,
): number {
  return useMemo(() => {
    const at = near.current;
    return at >= 0 && at < count && keyAt(at) === key ? at : placeOf(key, count, keyAt);
  }, [key, near, count, keyAt]);
}

function placeOf(key: Key | null, count: number, keyAt: (index: number) => Key): number {
  if (key === null) return -1;
  for (let index = 0; index < count; index++) if (keyAt(index) === key) return index;
  return -1;
}

/** The active row and what keys and clicks do. `page` is the number of rows that a page has. */
function useGridKeys<Row>(
  { count, keyAt, isSelected = never, onSelect, onOpen, openKey = null }: DataGridProps<Row>,
  page: () => number,
  show: (index: number) => void,
) {
  // The row itself, not its place: after a filter or a sort it is the same one, or none.
  const [activeKey, setActiveKey] = useState<Key | null>(null);
  const near = useRef(0);
  const active = usePlace(activeKey, near, count, keyAt);
  const open = usePlace(openKey, near, count, keyAt);
  const setActive = (index: number) => {
    near.current = index;
    setActiveKey(index < 0 ? null : keyAt(index));
  };
  const anchorKey = useRef<Key | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const next = nextActiveRow(event.key, active < 0 ? open : active, count, page());
    if (next !== null) {
      event.preventDefault();
      if (event.shiftKey && onSelect) onSelect(Math.min(active, next), Math.max(active, next), true);
      setActive(next);
      show(next);
      if (openKey !== null) onOpen?.(next);
    } else if (event.key === " " && active >= 0 && onSelect) {
      event.preventDefault();
      onSelect(active, active, !isSelected(active));
      anchorKey.current = keyAt(active);
    } else if (event.key === "Enter" && active >= 0) onOpen?.(active);
  };
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest("[data-index]");
    if (!row || (event.target as Element).closest("button, a, input, select")) return;
    const index = Number(row.getAttribute("data-index"));
    // The row from which a range begins: the one that was clicked or marked before.
    const from = placeOf(anchorKey.current, count, keyAt);
    const isMarking =
      event.ctrlKey || event.metaKey || (event.target as Element).closest(".grid-box") !== null;
    setActive(index);
    if (onSelect && event.shiftKey && from >= 0) {
      onSelect(Math.min(from, index), Math.max(from, index), true);
      window.getSelection()?.removeAllRanges();
    } else if (onSelect && isMarking) onSelect(index, index, !isSelected(index));
    else onOpen?.(index);
    anchorKey.current = keyAt(index);
  };
  return { active, open, onKeyDown, onClick };
}

/**
 * Rows in view and how many elements they share. While it scrolls, elements stay where they are in the document (moving one
 * costs as much as making it); at rest they are put in reading order again.
 */
function useRowPool(items: RowInView[], isScrolling: boolean): { items: RowInView[]; pool: number } {
  const poolSize = useRef(1);
  poolSize.current = Math.max(poolSize.current, items.length);
  const pool = poolSize.current;
  if (isScrolling) items.sort((a, b) => (a.index % pool) - (b.index % pool));
  return { items, pool };
}

interface GridHeadProps<Row> {
  readonly table: ReturnType<typeof useGridTable<Row>>;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly hasBoxes: boolean;
  readonly wraps: boolean;
}

/** Headings: title and unit, sort by click, width by dragging the edge (double click: the original width). */
function GridHead<Row>({ table, columns, hasBoxes, wraps }: GridHeadProps<Row>) {
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {hasBoxes && (
        <div
          role="columnheader"
          aria-colindex={1}
          aria-label="Marked"
          className="grid-cell grid-heading grid-pinned grid-boxes"
        />
      )}
      {columns.map(({ column, pinnedAt, lastPinned }, at) => {
        const header = headers.get(column.id);
        const sorted = header?.column.getIsSorted() || null;
        const text = (
          <>
            <span className="truncate">
              {column.title}
              {wraps && column.unit && <span className="grid-unit"> {column.unit}</span>}
            </span>
            {!wraps && column.unit && <span className="grid-unit">{column.unit}</span>}
            {sorted === "asc" && <CaretUp size={12} />}
            {sorted === "desc" && <CaretDown size={12} />}
          </>
        );
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + (hasBoxes ? 2 : 1)}
            aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
            className={`grid-cell grid-heading${column.align === "end" ? " grid-end" : ""}${pinnedAt === null ? "" : " grid-pinned"}${lastPinned ? " grid-last-pinned" : ""}${sorted ? " grid-sorted" : ""}`}
            style={pinnedAt === null ? undefined : { left: pinnedAt }}
          >
            {column.sortable ? (
              <button
                type="button"
                className="grid-sort"
                onClick={() => header?.column.toggleSorting()}
                {...(column.explain ? tip(column.explain) : {})}
              >
                {text}
              </button>
            ) : (
              <span className="grid-title" {...(column.explain ? tip(column.explain) : {})}>
                {text}
              </span>
            )}
            <span
              className="grid-resize"
              aria-hidden="true"
              onMouseDown={header?.getResizeHandler()}
              onTouchStart={header?.getResizeHandler()}
              onDoubleClick={() => header?.column.resetSize()}
            />
          </div>
        );
      })}
    </div>
  );
}

interface PlacedColumn<Row> {
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
const GridRow = memo(PlainGridRow) as typeof PlainGridRow;
