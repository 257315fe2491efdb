import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { datePattern, type ParsedDate } from "../dates/date-pattern.ts";
import { dateQuestion, detectDateFormat } from "../dates/detect-date-format.ts";
import { noDates } from "../dates/months.ts";
import { isOfWeekday, weekdayName, weekdayOf } from "../dates/weekdays.ts";

/** The part of a cell that names its day: "2024-01-05 15:30:00+05:30" and "5.1.2024 3:30 PM" without their times. */
export function dayText(text: string): string {
  const colon = text.indexOf(":");
  let end = text.length;
  if (colon > 0) {
    end = colon;
    while (end > 0 && isDigit(text.charCodeAt(end - 1))) end--;
    // A blank, "T", ";" or "," between the day and the time.
    while (end > 0 && isGap(text.charCodeAt(end - 1))) end--;
    if (end === 0) return "";
  } else if (text.length > 9 && /^\d{8}[;, T]/.test(text)) end = 8;
  return end === text.length ? text.trim() : text.slice(0, end).trim();
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isGap = (code: number): boolean =>
  code === 32 || code === 84 || code === 59 || code === 44 || code === 160 || code === 9;

export interface ReadDays {
  readonly format: string;
  readonly because: string;
  /** YYYY-MM-DD for each text; null for what is no day. */
  readonly dates: readonly (string | null)[];
  readonly findings: readonly Finding[];
  /** The same of any text. */
  readonly read: (text: string) => string | null;
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** Days as numbers: seconds or milliseconds since 1970, and days as a workbook counts them. */
function numberDay(text: string): string | null {
  if (/^\d{10}(\.\d+)?$/.test(text)) return iso(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return iso(Number(text));
  if (/^[2-7]\d{4}(\.\d+)?$/.test(text)) return iso((Math.floor(Number(text)) - 25_569) * 86_400_000);
  return null;
}

const plainText = (text: string): string =>
  text
    .replaceAll(/,/g, " ")
    .replaceAll(/\s+/g, " ")
    .replace(/^([A-Za-z]{3,9})\. /, "$1 ");

/** The patterns that read these texts of days, the likeliest first. */
export const dayPatterns = (texts: readonly string[]): readonly string[] =>
  detectDateFormat(texts.map(plainText).filter(Boolean)).patterns;

/** Days that are written beside another weekday than theirs. */
function weekdayFinding(texts: readonly string[], days: readonly (ParsedDate | null)[]): Finding[] {
  const known = days.flatMap((day, at) => {
    const weekday = weekdayOf(day?.weekday ?? "");
    return day === null || weekday === null ? [] : [{ date: day.date, weekday, text: texts[at] ?? "" }];
  });
  const wrong = known.filter(({ date, weekday }) => !isOfWeekday(date, weekday));
  if (wrong.length === 0) return [];
  const message = `the weekday of ${wrong.length} of ${countOf(known.length, "day")} contradicts the date: look whether day, month or zone of the dates was understood`;
  const examples = wrong.slice(0, 5).map(({ date, text }) => `${text} is a ${weekdayName(date)}`);
  return [{ kind: "weekdays", count: wrong.length, message, examples }];
}

/**
 * Reads distinct texts of days, in the order in which they came. Throws Problem "bad-input" when none is a day, or when day and
 * month cannot be told apart.
 */
export function readDays(texts: readonly string[], format: string, file: string, column: string): ReadDays {
  const known = texts.filter(Boolean);
  const numbers = known.map(numberDay);
  if (known.length > 0 && format === "auto" && numbers.every((one) => one !== null)) {
    const isSerial = known.every((text) => /^\d{5}(\.|$)/.test(text));
    return {
      format: isSerial ? "days since 1899-12-30" : "seconds since 1970",
      because: "all of them are such numbers",
      dates: texts.map(numberDay),
      findings: [],
      read: numberDay,
    };
  }
  const plain = texts.map(plainText);
  const answer =
    format === "auto"
      ? detectDateFormat(plain.filter(Boolean))
      : { patterns: [format], because: "so it was said" };
  const [pattern, other] = answer.patterns;
  if (pattern === undefined) {
    const { says, ...answers } = noDates(plain, "--day COLUMN");
    throw new Problem("bad-input", `${file}: the column "${column}" ${says}.`, { file, column, ...answers });
  }
  if (other !== undefined) {
    const question = dateQuestion(plain, answer.patterns);
    throw new Problem(
      "bad-input",
      `${file}: dates such as "${question.cells[0]}" in "${column}" can be ${answer.patterns.join(" or ")}; no row decides it.`,
      {
        file,
        column,
        remedy: `Say which one it is: ${answer.patterns.join(" or ")} (--date-format).`,
        question,
      },
    );
  }
  const read = datePattern(pattern);
  const days = plain.map(read);
  return {
    format: pattern,
    because: answer.because,
    dates: days.map((day) => day?.date ?? null),
    findings: weekdayFinding(texts, days),
    read: (text) => read(plainText(text))?.date ?? null,
  };
}

/** Friday of a date's week: what the trades of a week belong to. */
export function weekEnd(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return iso(at + (weekday <= 4 ? 4 - weekday : 11 - weekday) * 86_400_000);
}
