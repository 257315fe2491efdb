import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import { useStore } from "../state/store.ts";
import { fittingColumns, type GridColumn, gridLayout, type useGridTable } from "./columns.ts";

/** A column that is shown, and where. */
export interface PlacedColumn<Row> {
  readonly column: GridColumn<Row>;
  /** Distance from the left edge for a pinned column, else null. */
  readonly pinnedAt: number | null;
  readonly lastPinned: boolean;
}

/** Pixels that an element is wide within its edges, followed as they change; no limit until they are known. */
export function useRoom(element: RefObject<HTMLElement | null>): number {
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
export function usePlaced<Row>(
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
