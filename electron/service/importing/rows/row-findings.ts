import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";
import { isOfWeekday, weekdayName, weekdaysBeside } from "../dates/weekdays.ts";

interface DatedRow {
  /** Row of the file. */
  readonly sourceRow: number;
  readonly date: string;
  readonly startTime: string | null;
}

/** That what stands under the name of weekdays are amounts: a strategy for the day, beside one for the night. */
function amountsFinding(days: readonly string[]): Finding[] {
  const filled = days.map((day) => day.trim()).filter(Boolean);
  const areAmounts = filled.length > 0 && filled.every((day) => /^[-+\u2212(]?\d[\d.,' ]*\)?$/.test(day));
  const examples = filled.filter((day) => !/^\d{1,2}(\.0+)?$/.test(day));
  if (!areAmounts || examples.length === 0) return [];
  const message =
    "the column of weekdays holds amounts and was left out: where it is a strategy, say so (--force 'Day=strategy')";
  return [{ kind: "weekdays", count: filled.length, message, examples: examples.slice(0, 5) }];
}

/** Rows whose weekday in the file is not the one of their date. `lines` are the physical lines of the file's rows. */
export function weekdayFinding(
  rows: readonly DatedRow[],
  days: readonly string[],
  lines: Float64Array,
): Finding[] {
  const said = weekdaysBeside(
    rows.map(({ date }) => date),
    rows.map(({ sourceRow }) => days[sourceRow] ?? ""),
  );
  const known = rows.flatMap((row, at) => {
    const day = said[at] ?? null;
    return day === null ? [] : [{ ...row, day }];
  });
  const wrong = known.filter(({ date, day }) => !isOfWeekday(date, day));
  if (wrong.length === 0) return amountsFinding(days);
  const examples = wrong
    .slice(0, 5)
    .map(
      ({ sourceRow, date }) =>
        `line ${lines[sourceRow]}: ${date} is a ${weekdayName(date)}, not ${days[sourceRow]?.trim()}`,
    );
  const message = `${wrong.length} of ${known.length} weekdays ${wrong.length === 1 ? "contradicts" : "contradict"} the dates: look whether day, month or zone of the dates was understood`;
  return [{ kind: "weekdays", count: wrong.length, message, examples }];
}

const firstYear = 1900;
const lastYear = 2100;
/** Years without a row that are worth a word. */
const gapYears = 5;

/** Dates out of any sense, and gaps of years. */
export function yearFinding(rows: readonly DatedRow[]): Finding[] {
  const dates = [...new Set(rows.map(({ date }) => date))].sort();
  const year = (date: string): number => Number(date.slice(0, 4));
  const outside = dates.filter((date) => year(date) < firstYear || year(date) > lastYear);
  const gaps = dates.slice(1).flatMap((date, index) => {
    const before = dates[index] ?? date;
    return year(date) - year(before) > gapYears ? [{ before, date, years: year(date) - year(before) }] : [];
  });
  const widest = gaps.toSorted((a, b) => b.years - a.years)[0];
  const gap = widest
    ? `a gap of ${widest.years.toLocaleString("en")} years from ${widest.before} to ${widest.date}`
    : "";
  if (outside.length > 0) {
    const message = `${counted(outside.length, "date", "are")} before ${firstYear} or after ${lastYear}${gap && `: ${gap}`}; figures by the year cannot be trusted`;
    return [{ kind: "years", count: outside.length, message, examples: outside.slice(0, 5) }];
  }
  if (!widest) return [];
  return [{ kind: "gap", count: gaps.length, message: `the dates have ${gap}`, examples: [] }];
}

/** That rows were put into another order than the file's. `inFile` are the rows in that order. */
export function orderFinding(inFile: readonly DatedRow[], sorted: readonly DatedRow[]): Finding[] {
  const moved = sorted.filter((row, place) => row.sourceRow !== inFile[place]?.sourceRow).length;
  if (moved === 0) return [];
  const isNewestFirst = inFile.every(
    (row, place) => place === 0 || row.date <= (inFile[place - 1]?.date ?? ""),
  );
  const why =
    isNewestFirst && inFile[0]?.date !== inFile.at(-1)?.date
      ? "the file has the newest first"
      : "the file is not in order of time";
  const message = `the rows were sorted by time: ${why} (--order file keeps its order)`;
  return [{ kind: "sorted", count: moved, message, examples: [] }];
}
