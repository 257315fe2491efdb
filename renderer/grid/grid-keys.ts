import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo, useRef, useState } from "react";
import { nextActiveRow } from "./rows.ts";

type Key = string | number;

/** Rows by what they are known by, and what is done with them. */
export interface KeyedRows {
  readonly count: number;
  /** What the row at a place is known by, whatever the sort and the filter. */
  readonly keyAt: (index: number) => Key;
  readonly isSelected?: (index: number) => boolean;
  /** Rows from..to (inclusive) should become selected or not. With it every row has a box. */
  readonly onSelect?: (from: number, to: number, selected: boolean) => void;
  /** Enter, or a click on a row. */
  readonly onOpen?: (index: number) => void;
  /** Key of the row that is open beside the grid. It alone is lit, and the arrow keys open the row that they come to. */
  readonly openKey?: Key | null;
}

export const never = () => false;

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
export function useGridKeys(
  { count, keyAt, isSelected = never, onSelect, onOpen, openKey = null }: KeyedRows,
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
    const from = event.shiftKey ? placeOf(anchorKey.current, count, keyAt) : -1;
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
