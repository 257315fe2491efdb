import { useCallback, useMemo } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { createStore, useStore } from "../../state/store.ts";
import { messages } from "../../ui/toaster.tsx";

/** Which strategies of a list are marked: a byte each, so that marking all of a million takes no time. */
export interface Marks {
  readonly names: readonly string[];
  readonly bytes: Uint8Array;
  readonly count: number;
}

/** Marked strategies by dataset; kept while the window is open. */
const marked = createStore<ReadonlyMap<string, Marks>>(new Map());

export interface Selection {
  readonly count: number;
  has(row: number): boolean;
  /** Marks or unmarks rows of the table; a change of many can be undone. */
  change(rows: Uint32Array, selected: boolean): void;
  /** Those that are marked, in the order of the table. */
  names(): string[];
}

/** The marks with these rows marked or no longer marked. */
export function withRows(marks: Marks, rows: Uint32Array, selected: boolean): Marks {
  const bytes = marks.bytes.slice();
  const value = selected ? 1 : 0;
  let { count } = marks;
  // By its place: an iterator over a million rows takes several times as long.
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    count += value - (bytes[row] ?? value);
    bytes[row] = value;
  }
  return { names: marks.names, bytes, count };
}

export const markedNames = ({ names, bytes, count }: Marks): string[] =>
  count === 0 ? [] : names.filter((_, row) => bytes[row] === 1);

/** The marks on another list: another version of the dataset, say, has lost some strategies, and others stand elsewhere. */
export function onList(marks: Marks | undefined, names: readonly string[]): Marks {
  if (marks?.names === names) return marks;
  const bytes = new Uint8Array(names.length);
  const before = new Set(marks && markedNames(marks));
  let count = 0;
  if (before.size > 0)
    for (const [row, name] of names.entries()) if (before.has(name)) count += bytes[row] = 1;
  return { names, bytes, count };
}

const noNames: readonly string[] = [];

/** Strategies that are marked in the table of this dataset; `names` are all of its rows, null while it has not come. */
export function useSelection(dataset: string, names: readonly string[] | null): Selection {
  const kept = useStore(marked).get(dataset);
  const marks = useMemo(() => onList(kept, names ?? kept?.names ?? noNames), [kept, names]);
  const change = useCallback(
    (rows: Uint32Array, selected: boolean) => {
      const before = marked.get();
      marked.set(new Map(before).set(dataset, withRows(marks, rows, selected)));
      if (rows.length > 20)
        messages.done(
          `${formatFigure(rows.length)} strategies ${selected ? "marked" : "no longer marked"}.`,
          () => marked.set(before),
        );
    },
    [dataset, marks],
  );
  return useMemo(
    () => ({
      count: marks.count,
      has: (row) => marks.bytes[row] === 1,
      change,
      names: () => markedNames(marks),
    }),
    [marks, change],
  );
}
