import { useEffect, useState } from "react";
import { allRows } from "./rows.ts";

const collator = new Intl.Collator("en", { numeric: true });

/** Places in the order of names, numbers inside a name by value; names that are alike have one rank. */
export function nameRanks(names: readonly string[]): Float64Array {
  const rows = allRows(names.length).sort((a, b) => compared(names, a, b));
  const ranks = new Float64Array(names.length);
  for (let at = 1; at < rows.length; at++) rankBehind(names, rows, ranks, at);
  return ranks;
}

/** The same in pieces of a few milliseconds, between which the window goes on; undefined when `signal` ends it. */
export async function nameRanksMeanwhile(
  names: readonly string[],
  signal: AbortSignal,
): Promise<Float64Array | undefined> {
  let rows = allRows(names.length);
  let merged = new Uint32Array(names.length);
  let began = performance.now();
  const isGivenUp = async () => {
    if (performance.now() - began > PIECE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
    return signal.aborted;
  };
  for (let from = 0; from < rows.length; from += RUN) {
    rows.subarray(from, from + RUN).sort((a, b) => compared(names, a, b));
    if (await isGivenUp()) return undefined;
  }
  for (let width = RUN; width < rows.length; width *= 2) {
    let [left, middle, right, end] = [0, 0, 0, 0];
    for (let at = 0; at < rows.length; at++) {
      if (at === end) {
        left = end;
        right = middle = Math.min(left + width, rows.length);
        end = Math.min(left + 2 * width, rows.length);
      }
      const isLeft =
        left < middle && (right === end || compared(names, rows[left] ?? 0, rows[right] ?? 0) <= 0);
      merged[at] = rows[isLeft ? left++ : right++] ?? 0;
      if (at % RUN === 0 && (await isGivenUp())) return undefined;
    }
    [rows, merged] = [merged, rows];
  }
  const ranks = new Float64Array(names.length);
  for (let at = 1; at < rows.length; at++) {
    rankBehind(names, rows, ranks, at);
    if (at % RUN === 0 && (await isGivenUp())) return undefined;
  }
  return ranks;
}

/** Names that are sorted at once, and how long a piece of the sort keeps the window waiting. */
const RUN = 512;
const PIECE_MS = 8;

const compared = (names: readonly string[], a: number, b: number): number =>
  collator.compare(names[a] ?? "", names[b] ?? "");

/** The rank of the row at a place of the order, once that of the one before it stands. */
function rankBehind(names: readonly string[], rows: Uint32Array, ranks: Float64Array, at: number): void {
  const [before, row] = [rows[at - 1] ?? 0, rows[at] ?? 0];
  ranks[row] = (ranks[before] ?? 0) + (compared(names, before, row) === 0 ? 0 : 1);
}

/** Names that are put in order within a frame or two. */
const AT_ONCE = 20_000;

const known = new WeakMap<readonly string[], Float64Array>();

/** Ranks of names, by which rows are sorted as by a value; null while they are looked for, and for no names. */
export function useNameRanks(names: readonly string[] | null): Float64Array | null {
  const [, setFound] = useState<Float64Array>();
  if (names && names.length <= AT_ONCE && !known.has(names)) known.set(names, nameRanks(names));
  useEffect(() => {
    if (names === null || known.has(names)) return;
    const left = new AbortController();
    void nameRanksMeanwhile(names, left.signal).then((ranks) => {
      if (!ranks) return;
      known.set(names, ranks);
      setFound(ranks);
    });
    return () => left.abort();
  }, [names]);
  return (names && known.get(names)) ?? null;
}
