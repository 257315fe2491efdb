import { useMemo, useRef } from "react";
import { findingRows } from "./filter.ts";
import { useNameRanks } from "./name-ranks.ts";
import { usePieces } from "./pieces.ts";
import { allRows, sortingRows } from "./rows.ts";

/** Rows with which a sort or a filter is done within a frame or two, so that the next picture has it. */
const AT_ONCE = 50_000;

/** What a table is looked at by. Each part stands for itself: the same one, the same order. */
export interface Order {
  /** Of all rows of the table; null while there is none. */
  readonly names: readonly string[] | null;
  /** Null: every row passes. */
  readonly test: ((row: number) => boolean) | null;
  /** Null: in the order of the table, also while figures are waited for. */
  readonly by: "name" | Float64Array | null;
  readonly descending: boolean;
}

export interface OrderedRows {
  /** What was there before, while it is being put in another order; null before the first. */
  readonly rows: Uint32Array | null;
  /** Part of that work that is done, 0..1; null when the rows are in order. */
  readonly progress: number | null;
}

/** Rows of a table that pass a test, in order. Of many they are looked for and sorted in pieces: the window never waits. */
export function useOrderedRows({ names, test, by, descending }: Order): OrderedRows {
  const count = names?.length ?? 0;
  const all = useMemo(() => allRows(count), [count]);
  const find = useMemo(() => test && (() => findingRows(count, test)), [count, test]);
  const found = usePieces(find, count <= AT_ONCE, names);
  const passing = test ? found.value : all;
  const ranks = useNameRanks(by === "name" ? names : null);
  const values = by === "name" ? ranks.value : by;
  const sort = useMemo(
    () => passing && values && (() => sortingRows(passing, values, descending)),
    [passing, values, descending],
  );
  const sorted = usePieces(sort, (passing?.length ?? 0) <= AT_ONCE, names);
  const progress = found.progress ?? ranks.progress ?? sorted.progress;
  const shown = useRef<{ readonly of: readonly string[]; readonly rows: Uint32Array }>(null);
  const rows = sort ? sorted.value : passing;
  // Before the first order by a million names, which takes seconds, they are shown as the table has them.
  const isFirst = ranks.progress !== null && found.progress === null && shown.current?.of !== names;
  if (names && rows && (progress === null || isFirst)) shown.current = { of: names, rows };
  return { rows: shown.current?.of === names ? (shown.current?.rows ?? null) : null, progress };
}
