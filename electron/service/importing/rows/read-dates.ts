import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { alsoLines } from "../counted.ts";
import { datePattern, monthCandidates, type ParsedDate } from "../dates/date-pattern.ts";
import { type DateFormatAnswer, dateQuestion, detectDateFormat } from "../dates/detect-date-format.ts";
import { monthsFinding, noDates } from "../dates/months.ts";
import { inTimeZone } from "../dates/utc-days.ts";
import type { ImportSettings } from "../import-settings.ts";
import type { TextColumns } from "./text-columns.ts";

interface ReadDates {
  readonly pattern: string;
  readonly because: string;
  /** Per data row; null for a date that cannot be read, when such rows are dropped. */
  readonly dates: readonly (ParsedDate | null)[];
  /** What the file says of each row, "" where it says nothing; empty when it does so nowhere. */
  readonly weekdays: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the date column. Throws Problem "bad-input" when no pattern reads it, when day and month cannot be told apart,
 * or (policy "refuse") at the first row that cannot be read.
 */
export function readDates(
  { texts, lines }: TextColumns,
  file: string,
  { dialect, policies, before }: ImportSettings,
  columnName: string,
): ReadDates {
  const { dateFormat: format } = dialect;
  const { badDates } = policies;
  const column = texts.get("date") ?? [];
  const days = texts.get("day")?.some((day) => day.trim() !== "") ? texts.get("day") : undefined;
  const answer =
    format === "auto"
      ? asBefore(detectDateFormat(column, days), before?.dateFormat, column)
      : { patterns: [format], because: "so it was said" };
  const [pattern, other] = answer.patterns;
  const at = (row: number): { file: string; line: number; column: string } => ({
    file,
    line: lines[row] ?? 1,
    column: columnName,
  });
  if (pattern === undefined) {
    const { says, ...known } = noDates(column, "--force 'COLUMN=date'");
    throw new Problem("bad-input", `${file}: the column "${columnName}" ${says}.`, { ...at(0), ...known });
  }
  if (other !== undefined) {
    const question = dateQuestion(column, answer.patterns);
    throw new Problem(
      "bad-input",
      `${file}: dates such as "${question.cells[0]}" can be ${answer.patterns.join(" or ")}; no row decides it.`,
      { ...at(0), remedy: `Say which one it is: ${answer.patterns.join(" or ")} (--date-format).`, question },
    );
  }
  const read = datePattern(pattern);
  if (format !== "auto" && !column.some(read)) {
    throw new Problem(
      "bad-input",
      `${file}: no cell of the column "${columnName}" is a date of the form ${pattern}, for example "${column[0]}".`,
      { ...at(0), remedy: "Say how the dates are written, or leave it out (auto) to have it found." },
    );
  }
  const dates = column.map(read);
  const bad = dates.flatMap((parsed, row) => (parsed === null ? row : []));
  const [first] = bad;
  if (first !== undefined && badDates === "refuse") {
    const others = bad.slice(1).map((row) => lines[row] ?? 1);
    throw new Problem(
      "bad-input",
      `${file}, line ${lines[first]}: "${column[first]}" is not a date of the form ${pattern}${alsoLines(others)}.`,
      {
        ...at(first),
        remedy: `Correct ${bad.length === 1 ? "the row" : "the rows"}, or leave such rows out (--bad-dates drop).`,
        question: {
          cells: bad.slice(0, 3).map((row) => column[row] ?? ""),
          answers: [{ label: "Leave such rows out", say: { policies: { badDates: "drop" } } }],
        },
      },
    );
  }
  const placed = inTimeZone(dates, dialect.timeZone, file, columnName);
  const findings = [...placed.findings, ...monthsFinding(pattern, column.length)];
  const weekdays = days ?? dates.map((one) => one?.weekday ?? "");
  return { pattern, because: answer.because, weekdays, ...placed, findings };
}

/** What the rows of a dataset were read with decides what those that are added leave open. */
function asBefore(
  answer: DateFormatAnswer,
  before: string | undefined,
  texts: readonly string[],
): DateFormatAnswer {
  if (before === undefined) return answer;
  const isOneOf = answer.patterns.length > 1 && answer.patterns.includes(before);
  // One month alone may be a day: what was found of those before holds for it.
  const isMonthAgain =
    answer.patterns.length === 0 &&
    monthCandidates.includes(before) &&
    texts.filter((text) => text.trim() !== "").every(datePattern(before));
  return isOneOf || isMonthAgain
    ? { patterns: [before], because: "as in the rows that the dataset has" }
    : answer;
}
