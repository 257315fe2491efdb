import { readTime } from "../dates/time-of-day.ts";

interface Timed {
  readonly date: string;
  readonly startTime: string | null;
}

/**
 * Rows by date; those of a date by their times of day where all of them have one, else as they were. Returns their places
 * in the order of time.
 */
export function inTime(rows: readonly Timed[]): number[] {
  const places = rows.map((_, place) => place);
  const times = rows.map(({ startTime }) => (startTime === null ? null : readTime(startTime)));
  const untimed = new Set(rows.flatMap(({ date }, place) => (times[place] === null ? date : [])));
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return places.sort((a, b) => {
    const [one, other] = [rows[a] as Timed, rows[b] as Timed];
    const byDate = compare(one.date, other.date);
    if (byDate !== 0 || untimed.has(one.date)) return byDate || a - b;
    return compare(times[a] ?? "", times[b] ?? "") || a - b;
  });
}
