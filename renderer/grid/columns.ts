import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  type Updater,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { z } from "zod";
import { rememberedStore, type Store, useStore } from "../state/store.ts";

/** One column of a DataGrid. Keep the list stable: rows render again when it changes. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Unit of every figure in the column, shown in its heading. */
  readonly unit?: string | undefined;
  /** Width in pixels before the user changes it. */
  readonly size: number;
  readonly align?: "start" | "end";
  /** The heading sorts. The grid only asks; whoever owns the rows sorts them. */
  readonly sortable?: boolean;
  /** Larger is what one wants to see first. */
  readonly descendingFirst?: boolean;
  /** Said when the heading is hovered or focused. Lines separated by "\n". */
  readonly explain?: string | undefined;
  /** Stays at the left edge. */
  readonly pinned?: boolean;
  /** Not shown until the user asks for it. */
  readonly hidden?: boolean;
  /** Cannot be hidden. */
  readonly fixed?: boolean;
  /**
   * Gives way where the grid is too narrow for all columns, the highest first; not to who chose it or sorts by it. Without it a
   * column is scrolled to instead.
   */
  readonly gives?: number | undefined;
  /** Plain text of a cell, the cheapest kind: a figure among thousands. */
  readonly text?: (row: Row) => string;
  /** Colour of that text. */
  readonly tone?: (row: Row) => "gain" | "loss" | undefined;
  /** Anything else. */
  readonly cell?: (row: Row) => ReactNode;
}

/** The columns, in their order, that are shown in `room` pixels: those that give way leave until the others fit. */
export function fittingColumns<Column extends { readonly size: number; readonly gives?: number | undefined }>(
  columns: readonly Column[],
  room: number,
): readonly Column[] {
  let width = columns.reduce((sum, { size }) => sum + size, 0);
  const given = new Set<Column>();
  for (const column of columns.toSorted((a, b) => (b.gives ?? 0) - (a.gives ?? 0))) {
    if (width <= room || column.gives === undefined) break;
    given.add(column);
    width -= column.size;
  }
  return columns.filter((column) => !given.has(column));
}

/** What the table model does for every grid: everything about columns. Rows stay in typed arrays and are never its business. */
export const gridFeatures = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  columnPinningFeature,
  columnOrderingFeature,
  rowSortingFeature,
});

const schema = z.object({
  order: z.array(z.string()),
  sizing: z.record(z.string(), z.number()),
  visibility: z.record(z.string(), z.boolean()),
  pinned: z.array(z.string()).nullable(),
});
/** What the user changed about the columns of a grid. */
export type GridLayout = z.infer<typeof schema>;

export const emptyGridLayout: GridLayout = { order: [], sizing: {}, visibility: {}, pinned: null };

const stores = new Map<string, Store<GridLayout>>();

/** The remembered layout of the grid of this name; one store per name. */
export function gridLayout(name: string): Store<GridLayout> {
  const known = stores.get(name);
  if (known) return known;
  const store = rememberedStore<GridLayout>(`grid.${name}`, schema, emptyGridLayout);
  stores.set(name, store);
  return store;
}

/** Where a sort is remembered. */
export const gridSort = z.object({ id: z.string(), descending: z.boolean() });
export type GridSort = Readonly<z.infer<typeof gridSort>>;

const noRows: never[] = [];
const applied = <T>(updater: Updater<T>, present: T): T =>
  typeof updater === "function" ? (updater as (old: T) => T)(present) : updater;

/**
 * The table model of a grid: order, width, visibility and pinning of its columns (remembered), and the sort that is asked for.
 */
export function useGridTable<Row>(
  name: string,
  columns: readonly GridColumn<Row>[],
  sort: GridSort | null,
  onSort: ((sort: GridSort | null) => void) | undefined,
) {
  const store = gridLayout(name);
  const layout = useStore(store);
  const definitions = useMemo<ColumnDef<typeof gridFeatures, never>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.title,
        accessorFn: () => null,
        size: column.size,
        minSize: 44,
        enableHiding: !column.fixed,
        enableSorting: column.sortable ?? false,
        sortDescFirst: column.descendingFirst ?? false,
      })),
    [columns],
  );
  const defaults = useMemo(
    () => ({
      visibility: Object.fromEntries(columns.map(({ id, hidden }) => [id, !hidden])),
      pinned: columns.filter((column) => column.pinned).map((column) => column.id),
    }),
    [columns],
  );
  const state = useMemo(
    () => ({
      columnOrder: layout.order,
      columnSizing: layout.sizing,
      columnVisibility: { ...defaults.visibility, ...layout.visibility },
      columnPinning: { start: layout.pinned ?? defaults.pinned, end: [] },
      sorting: sort ? [{ id: sort.id, desc: sort.descending }] : [],
    }),
    [layout, defaults, sort],
  );
  return useTable({
    features: gridFeatures,
    columns: definitions,
    data: noRows,
    state,
    manualSorting: true,
    enableMultiSort: false,
    columnResizeMode: "onChange",
    onColumnOrderChange: (next) => store.set({ ...layout, order: applied(next, state.columnOrder) }),
    onColumnSizingChange: (next) => store.set({ ...layout, sizing: applied(next, state.columnSizing) }),
    onColumnVisibilityChange: (next) =>
      store.set({ ...layout, visibility: applied(next, state.columnVisibility) }),
    onColumnPinningChange: (next) =>
      store.set({ ...layout, pinned: [...applied(next, state.columnPinning).start] }),
    onSortingChange(next) {
      const [first] = applied(next, state.sorting);
      onSort?.(first ? { id: first.id, descending: first.desc } : null);
    },
  });
}
