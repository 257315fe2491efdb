/** Milliseconds of an ISO date at midnight UTC; charts run in UTC, so a day never moves with the viewer's clock. */
export function timeOfDate(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
}

const DAY_MS = 86_400_000;

/**
 * A time per observation, ascending: several observations of one date (intraday zones) are spread evenly over its day, so
 * that a line goes through them in order instead of up and down on one spot. Dates ascend, as a series has them.
 */
export function timesOfDates(dates: readonly string[]): number[] {
  const count = new Map<string, number>();
  for (const date of dates) count.set(date, (count.get(date) ?? 0) + 1);
  const seen = new Map<string, number>();
  return dates.map((date) => {
    const place = seen.get(date) ?? 0;
    seen.set(date, place + 1);
    return timeOfDate(date) + (place / (count.get(date) ?? 1)) * DAY_MS;
  });
}

/** Years that ISO dates fall in, ascending. */
export function yearsOf(dates: readonly string[]): string[] {
  return [...new Set(dates.map((date) => date.slice(0, 4)))].sort();
}

const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Groups by weekday from Monday on, whatever day the data begins with; names that are no English weekday come last. */
export function inWeekOrder<Group extends { readonly name: string }>(groups: readonly Group[]): Group[] {
  const place = ({ name }: Group) => {
    const at = week.indexOf(name.trim().slice(0, 3).toLowerCase());
    return at < 0 ? week.length : at;
  };
  return groups.toSorted((a, b) => place(a) - place(b));
}
