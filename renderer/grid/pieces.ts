import { useEffect, useMemo, useState } from "react";

/**
 * Work of which a piece takes a fraction of a millisecond: between two of them it may rest, or be given up. Each says which
 * part of the whole is done, 0..1.
 */
export type Pieces<T> = Generator<number, T>;

/** Steps of a loop over rows that are one piece. */
export const PIECE = 8_192;

/** The window stands still for so many milliseconds at a time. */
const TURN_MS = 8;

const TELL_MS = 200;

/** The work without a rest. */
export function atOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
  }
}

/** Work that is a part of other work: what it says of itself lies between these two. */
export function* within<T>(work: Pieces<T>, from: number, to: number): Pieces<T> {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
    yield from + (to - from) * piece.value;
  }
}

/** The work with rests, in which the window goes on; undefined when `signal` ends it. */
export async function meanwhile<T>(
  work: Pieces<T>,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<T | undefined> {
  let [began, told] = [performance.now(), performance.now()];
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
    const now = performance.now();
    if (now - began < TURN_MS) continue;
    if (onProgress && now - told > TELL_MS) {
      onProgress(piece.value);
      told = now;
    }
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return undefined;
    began = performance.now();
  }
}

interface Worked<T> {
  /** What it was made of, and the result; null while there is none. */
  readonly of: unknown;
  readonly value: T | null;
  /** Part that is done, 0..1; null when all is. */
  readonly progress: number | null;
}

/**
 * The result of work: at once where it is small, else in pieces, and while it goes on what there was before of the same `of`.
 * `begin` stands for all that the work rests on; null: there is nothing to do.
 */
export function usePieces<T>(
  begin: (() => Pieces<T>) | null,
  isSmall: boolean,
  of: unknown,
): Omit<Worked<T>, "of"> {
  const now = useMemo(() => (begin && isSmall ? atOnce(begin()) : null), [begin, isSmall]);
  const [later, setLater] = useState<Worked<T> & { readonly begin: unknown }>();
  useEffect(() => {
    if (begin === null || isSmall) return;
    const left = new AbortController();
    const tell = (progress: number) =>
      setLater((old) => ({
        of,
        begin,
        value: old && Object.is(old.of, of) ? old.value : null,
        progress,
      }));
    void meanwhile(begin(), left.signal, tell).then(
      (value) => value !== undefined && setLater({ of, begin, value, progress: null }),
    );
    return () => left.abort();
  }, [begin, isSmall, of]);
  if (begin === null || isSmall) return { value: now, progress: null };
  if (!later || !Object.is(later.of, of)) return { value: null, progress: 0 };
  return { value: later.value, progress: later.begin === begin ? later.progress : 0 };
}
