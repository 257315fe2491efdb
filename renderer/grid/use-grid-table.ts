import { type ColumnDef, type Updater, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { useStore } from "../state/use-store.ts";
import type { GridColumn } from "./grid-column.ts";
import { gridFeatures } from "./grid-features.ts";
import { gridLayout } from "./grid-layout.ts";

export interface GridSort {
  readonly id: string;
  readonly descending: boolean;
}

const noRows: never[] = [];
const applied = <T>(updater: Updater<T>, present: T): T =>
  typeof updater === "function" ? (updater as (old: T) => T)(present) : updater;

/** The table model of a grid: order, width, visibility and pinning of its columns (remembered), and the sort that is asked for. */
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
