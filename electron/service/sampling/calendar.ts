import { type CounterRandom, stream } from "./counter-random.ts";

export interface SampleDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** English name. */
  readonly weekday: string;
}

const dayMs = 86_400_000;

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/**
 * One day a week, ascending, from Thursday 6 January 2022: after three fifths of them the weekday moves to Monday,
 * and about one in ten is a day off, as in a week with a holiday.
 */
export function weeklyDays(random: CounterRandom, count: number): SampleDay[] {
  const first = Date.UTC(2022, 0, 6) / dayMs;
  const moved = Math.floor(count * 0.6);
  return Array.from({ length: count }, (_, week) => {
    const isMonday = week >= moved;
    const regular = first + 7 * week - (isMonday ? 3 : 0);
    const isShifted = random.uniform(stream.calendar, 0, week) < 0.1;
    return sampleDay(regular + (isShifted ? (isMonday ? 1 : -1) : 0));
  });
}

/** Consecutive days from Monday to Friday, from 3 January 2022. */
export function businessDays(count: number): SampleDay[] {
  const first = Date.UTC(2022, 0, 3) / dayMs;
  return Array.from({ length: count }, (_, index) =>
    sampleDay(first + 7 * Math.floor(index / 5) + (index % 5)),
  );
}

function sampleDay(epochDay: number): SampleDay {
  const date = new Date(epochDay * dayMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: weekdays[date.getUTCDay()] ?? "",
  };
}

/** YYYY-MM-DD */
export function isoDate({ year, month, day }: SampleDay): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
