import type { ImportQuestion } from "../../../contract/importing.ts";
import { type DateReader, dateCandidates, datePattern } from "./date-pattern.ts";
import { monthsOf } from "./months.ts";
import { isOfWeekday, weekdayOf, weekdaysBeside } from "./weekdays.ts";

export interface DateFormatAnswer {
  /** Patterns that read the most rows, the likeliest first. More than one: the column does not decide. */
  readonly patterns: readonly string[];
  /** Why the first one was taken; "" when nothing reads the column. */
  readonly because: string;
}

/** Share of the rows that a pattern must read. */
const enough = 0.5;

interface Scored {
  readonly pattern: string;
  readonly read: DateReader;
  readonly count: number;
}

/** Rows whose weekday in the file, of its own column or else beside the date, is the one of the date. */
function weekdayMatches({ read }: Scored, texts: readonly string[], days: readonly string[]): number {
  const dates = texts.map(read);
  const beside = weekdaysBeside(
    dates.map((one) => one?.date ?? null),
    days,
  );
  return dates.filter((parsed, row) => {
    const day = beside[row] ?? weekdayOf(parsed?.weekday ?? "");
    return day !== null && parsed !== null && isOfWeekday(parsed.date, day);
  }).length;
}

/** Whether the rows are in order of time, the oldest or the newest first. */
function isInOrder({ read }: Scored, texts: readonly string[]): boolean {
  const dates = texts.flatMap((text) => read(text)?.date ?? []);
  const pairs = dates.slice(1).map((date, index) => [dates[index] ?? "", date] as const);
  return pairs.every(([before, date]) => before <= date) || pairs.every(([before, date]) => before >= date);
}

/**
 * Finds how a date column is written from all its rows. Day and month are told apart by any row that only one
 * order can read, then by the weekday beside each, then by the rows being in order of time, the oldest or the newest first.
 */
export function detectDateFormat(texts: readonly string[], days: readonly string[] = []): DateFormatAnswer {
  const filled = texts.filter((text) => text.trim() !== "").length;
  const scored = dateCandidates
    .map((pattern): Scored => {
      const read = datePattern(pattern);
      // Most candidates fail at once; the column is long only for the few that do not.
      const start = texts.slice(0, 20).some((text) => read(text));
      return { pattern, read, count: start ? texts.filter((text) => read(text)).length : 0 };
    })
    .filter(({ count }) => count > 0 && count >= filled * enough);
  if (scored.length === 0) return monthsOf(texts);
  const most = Math.max(0, ...scored.map(({ count }) => count));
  const best = scored.filter(({ count }) => count === most);
  const narrow = (keep: readonly Scored[], because: string): DateFormatAnswer | undefined =>
    keep.length === 1 ? { patterns: keep.map(({ pattern }) => pattern), because } : undefined;

  const byWeekday = best.map((one) => weekdayMatches(one, texts, days));
  const mostDays = Math.max(0, ...byWeekday);
  return (
    narrow(best, `the only order in which ${most < filled ? "most dates" : "every date"} can be read`) ??
    (mostDays > 0
      ? narrow(
          best.filter((_, index) => byWeekday[index] === mostDays),
          "the weekdays agree with it",
        )
      : undefined) ??
    narrow(
      best.filter((one) => isInOrder(one, texts)),
      "only read so are the rows in order of time",
    ) ?? { patterns: best.map(({ pattern }) => pattern), because: "" }
  );
}

/** Dates that the patterns read as different days, and what each makes of the first: for a person to choose. */
export function dateQuestion(texts: readonly string[], patterns: readonly string[]): ImportQuestion {
  const readings = (text: string): (string | undefined)[] =>
    patterns.map((pattern) => datePattern(pattern)(text)?.date);
  const differing = [...new Set(texts)].filter((text) => new Set(readings(text)).size > 1);
  const cells = (differing.length > 0 ? differing : texts).slice(0, 3);
  const days = readings(cells[0] ?? "");
  return {
    cells,
    answers: patterns.map((dateFormat, at) => ({
      label: `${dateFormat}: ${cells[0]} is ${days[at] ?? "no date"}`,
      say: { dialect: { dateFormat } },
    })),
  };
}
