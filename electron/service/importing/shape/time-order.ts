/** What stands at a day, maybe with a time. */
interface Timed {
  readonly dayText: string;
  /** Seconds since midnight; below zero where no time is written. */
  readonly clock: number;
}

export interface Sorted<T> {
  readonly sorted: readonly T[];
  /** Those that stand elsewhere in the file. */
  readonly moved: number;
}

interface Key<T> {
  readonly one: T;
  readonly place: number;
  readonly date: string;
  readonly clock: number;
}

/**
 * Rows of a file by day and time. Those of one moment stay as in the file, or the other way round where the newest come first
 * in it; one without a time stays, in that order, behind the one of its day before it, and at the start of the day where it is
 * the first.
 */
export function sortedByTime<T extends Timed>(
  rows: readonly T[],
  dateOf: ReadonlyMap<string, string>,
): Sorted<T> {
  const keys = rows.map((one, place) => ({
    one,
    place,
    date: dateOf.get(one.dayText) ?? "",
    clock: one.clock,
  }));
  const started = withClocks(isNewestFirst(keys) ? keys.toReversed() : keys);
  const sorted = started.toSorted((a, b) => byText(a.date, b.date) || a.clock - b.clock);
  const moved = sorted.filter((key, at) => key.place !== started[at]?.place).length;
  return { sorted: sorted.map(({ one }) => one), moved };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether more rows stand before one that is later than behind it. One without a time is neither within its day. */
function isNewestFirst<T>(keys: readonly Key<T>[]): boolean {
  const steps = keys.slice(1).map((key, at) => {
    const before = keys[at] as Key<T>;
    const isUntimed = before.clock < 0 || key.clock < 0;
    return byText(before.date, key.date) || (isUntimed ? 0 : before.clock - key.clock);
  });
  return steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length;
}

/** Each row that has no time with that of the one of its day before it: only what all rows have puts them into one order. */
function withClocks<T>(keys: readonly Key<T>[]): readonly Key<T>[] {
  const latest = new Map<string, number>();
  return keys.map((key) => {
    const clock = key.clock < 0 ? (latest.get(key.date) ?? -1) : key.clock;
    latest.set(key.date, clock);
    return { ...key, clock };
  });
}
