import { Problem } from "../../../contract/problem.ts";
import { readTime, timeText } from "./time-of-day.ts";
import { anyLetters, weekdayOf, weekdayWord } from "./weekdays.ts";

const separators = ["-", "/", ".", " ", ""];
const orders = [
  ["YYYY", "MM", "DD"],
  ["DD", "MM", "YYYY"],
  ["MM", "DD", "YYYY"],
  ["DD", "MMM", "YYYY"],
  ["DD", "MMM", "YY"],
  ["DD", "MM", "YY"],
  ["MM", "DD", "YY"],
  ["YY", "MM", "DD"],
  ["MMM", "DD", "YYYY"],
  ["YYYY", "MMM", "DD"],
];

/** Numbers that count days or time instead of writing a date. */
const counts = ["EXCEL", "EPOCH", "EPOCH-MS", "EPOCH-US", "EPOCH-NS"] as const;

/** Patterns that are tried, the likelier ones first. Without separators only the one that sorts. */
export const dateCandidates: readonly string[] = [
  ...orders.flatMap((order) =>
    separators
      .filter((separator) => separator !== "" || order.join("") === "YYYYMMDD")
      .map((separator) => order.join(separator)),
  ),
  "YYYY年MM月DD日",
  "YYYY년MM월DD일",
  ...counts,
];

/** Patterns of months: each is dated by its last day. */
export const monthCandidates: readonly string[] = [
  ...["-", " ", "/", "'"].flatMap((sign) => [`MMM${sign}YYYY`, `MMM${sign}YY`]),
  ...["-", "/", "."].flatMap((sign) => [`YYYY${sign}MM`, `MM${sign}YYYY`]),
];

/**
 * Months by the first letters of their names in English, German, French, Spanish, Italian, Portuguese, Dutch and Russian,
 * without accents.
 */
const monthNames = new Map(
  [
    "jan ene gen янв",
    "feb fev фев",
    "mar maa mrt мар",
    "apr abr avr апр",
    "may mai mei mag мая маи",
    "jun giu juin июн",
    "jul lug juil июл",
    "aug ago aou авг",
    "sep set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez dic дек",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);

/**
 * A word that begins as the name of a month does, with its accents or without: source of an expression, as of weekdayInWords.
 */
export const monthInWords = `(?:${[...monthNames.keys(), "fév", "mär", "aoû", "déc"]
  .map(anyLetters)
  .join("|")})[A-Za-z\\u0080-\\u04ff]{0,17}\\.?`;

/** Whether a word of three small ASCII letters or more may begin as the name of a month does. */
export const beginsAsMonth = (word: string): boolean => monthNames.has(word.slice(0, 3));

const tokenPatterns: Record<string, string> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<year>\\d{2})",
  MMM: "(?<month>\\p{L}{3,10})\\.?",
  MM: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?",
};
/** A time of day, with the short name of a zone, may follow whatever the pattern says; a fraction of a second is not used. */
const timePattern =
  "(?:(?:,?[ ]+|T)(?<time>\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d+)?)?(?:\\s*[AP]\\.?M\\.?)?|\\d{1,2}\\s*[AP]M|\\d{6}|\\d{4})" +
  "(?:\\s*(?:(?<zone>Z|(?:UTC|GMT)?[+-]\\d{2}:?\\d{2}|UTC|GMT)(?:\\s*\\([^()]*\\))?|[A-Z]{1,4}T))?)?";
/** Or it stands before the date. */
const earlyTime = "(?:(?<early>\\d{1,2}:\\d{2}(?::\\d{2})?),?\\s+)?";

export interface ParsedDate {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM:SS, null when the text has no time. */
  readonly time: string | null;
  /** Minutes of the written offset from UTC; null when none is written. */
  readonly offset: number | null;
  /** The weekday beside it, as written. */
  readonly weekday?: string;
}

/** Reads texts of one date pattern such as "DD-MM-YYYY" or "DD MMM YY HH:mm". null for what is no date of it. */
export type DateReader = (text: string) => ParsedDate | null;

/** Two-digit years are 1970 to 2069. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year + (year < 70 ? 2000 : 1900);
}

function monthOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return monthNames.get(plain.slice(0, 4)) ?? monthNames.get(plain.slice(0, 3)) ?? 0;
}

const two = (value: string | number | undefined): string => String(value ?? 0).padStart(2, "0");

const parts = /YYYY|YY|MMM|MM|DD|[\s\S]/g;

const escaped = (sign: string): string => sign.replace(/[\\^$.|+*?(){}[\]/]/, "\\$&");

const readers = new Map<string, DateReader>();

/** The reader of a pattern of the setting import.date_format, made once. Throws Problem "bad-request" for what is none. */
export function datePattern(pattern: string): DateReader {
  const known = readers.get(pattern) ?? rememberingLast(makeReader(pattern));
  readers.set(pattern, known);
  return known;
}

/** Rows of one day stand together: what was read last is often what comes next. */
function rememberingLast(read: DateReader): DateReader {
  let last: string | undefined;
  let found: ParsedDate | null = null;
  return (text) => {
    if (text !== last) [last, found] = [text, read(text)];
    return found;
  };
}

function makeReader(pattern: string): DateReader {
  const upper = pattern.toUpperCase();
  if ((counts as readonly string[]).includes(upper)) return countReader(upper as (typeof counts)[number]);
  const [datePart = ""] = upper.replace(/^DDDD?,? /, "").split(/[ T]H?H:/);
  const found = (datePart.match(parts) ?? []).filter((part) => part in tokenPatterns);
  const written = found.map((part) => part[0]).sort();
  const isOfMonths = written.join("") === "MY";
  if (!isOfMonths && written.join("") !== "DMY") {
    throw new Problem("bad-request", `"${pattern}" says not how dates are written.`, {
      remedy:
        "Write DD, MM (or MMM for names) and YYYY (or YY) in their order, with the signs between them: DD-MM-YYYY, DD/MMM/YY; without DD for months; or excel, epoch, epoch-ms, epoch-us or epoch-ns for numbers.",
    });
  }
  // Without signs between them the places of the digits say what they are.
  const isDense = /^[YMD]+$/.test(datePart) && !datePart.includes("MMM");
  const body = datePart.replace(parts, (part) =>
    isDense && (part === "MM" || part === "DD")
      ? `(?<${part === "MM" ? "month" : "day"}>\\d{2})`
      : part === " "
        ? ",?\\s+(?:de\\s+)?"
        : /[년월]/.test(part)
          ? `${part}\\s*`
          : part === "."
            ? "\\.\\s?"
            : (tokenPatterns[part] ?? escaped(part)),
  );
  let expression: RegExp | undefined;
  const made = () =>
    new RegExp(
      `^\\s*${earlyTime}(?:(?<before>${weekdayWord}),?\\s+)?${body}\\.?(?:\\s?г\\.?)?(?:,?\\s*[(（]?(?<behind>${weekdayWord})[)）]?)?${timePattern}\\s*$`,
      "iu",
    );
  const outline = outlineOf(datePart);
  const digits = digitsOf(datePart, body);
  return (text) => {
    if (!outline.test(text)) return null;
    let groups = digits?.exec(text)?.groups;
    if (!groups) {
      expression ??= made();
      groups = expression.exec(text)?.groups;
    }
    if (!groups) return null;
    const { year = "", month = "", day = "", early, time = early, zone, before, behind = before } = groups;
    const weekday = behind === undefined ? undefined : weekdayOf(behind);
    if (weekday === null || (before !== undefined && weekdayOf(before) === null)) return null;
    const [y, m] = [fullYear(year), monthOf(month)];
    const d = isOfMonths ? new Date(Date.UTC(y, m, 0)).getUTCDate() : Number(day);
    const days = new Date(0);
    days.setUTCFullYear(y, m - 1, d);
    if (m < 1 || m > 12 || days.getUTCMonth() !== m - 1 || days.getUTCDate() !== d) return null;
    const clock = time === undefined ? null : readTime(time);
    if (time !== undefined && clock === null) return null;
    return {
      date: `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`,
      time: clock?.length === 5 ? `${clock}:00` : clock,
      offset: zone === undefined ? null : minutesOf(zone),
      ...(behind === undefined ? {} : { weekday: behind }),
    };
  };
}

const outlines: Record<string, string> = {
  YYYY: "\\d{4}",
  YY: "\\d{2}",
  MMM: "\\D{3,}",
  MM: "\\d{1,2}",
  DD: "\\d{1,2}\\D{0,2}",
  " ": "\\D+",
  ".": "\\.\\s?",
};

/**
 * What every date of a pattern has, behind the start or a blank: tells most patterns off without their expressions, which take
 * long to compile.
 */
function outlineOf(datePart: string): RegExp {
  const source = datePart.replace(
    parts,
    // A letter stands for its other case and for blanks behind it, too.
    (part) => outlines[part] ?? (/[\p{L}\p{Cs}]/u.test(part) ? "\\D+" : escaped(part)),
  );
  return new RegExp(`(?:^|\\s)${source}`);
}

/** The dates of a pattern that are nothing but digits and signs, which most columns have; undefined where there are none. */
const digitsOf = (datePart: string, body: string): RegExp | undefined =>
  /^[YMD./-]+$/.test(datePart) && !datePart.includes("MMM") ? new RegExp(`^${body}$`) : undefined;

/** Minutes of an offset such as +05:30; Z, UTC and GMT are 0. */
export function minutesOf(zone: string): number {
  const found = /([+-])(\d{2}):?(\d{2})$/.exec(zone);
  return found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

const perSecond = { EPOCH: 1, "EPOCH-MS": 1e3, "EPOCH-US": 1e6, "EPOCH-NS": 1e9 } as const;

/** Days since 1899-12-30 (a spreadsheet's serial numbers, of 1954 to 2119), or seconds since 1970 and thousandths of them. */
function countReader(kind: (typeof counts)[number]): DateReader {
  const form = {
    EXCEL: /^\s*[2-7]\d{4}([.,]\d+)?\s*$/,
    EPOCH: /^\s*[1-4]?\d{9}(\.\d+)?\s*$/,
    "EPOCH-MS": /^\s*[1-4]?\d{12}\s*$/,
    "EPOCH-US": /^\s*[1-4]?\d{15}\s*$/,
    "EPOCH-NS": /^\s*[1-4]?\d{18}\s*$/,
  }[kind];
  return (text) => {
    if (!form.test(text)) return null;
    const value = Number(text.replace(",", "."));
    const seconds =
      kind === "EXCEL" ? Math.round((value - 25_569) * 86_400) : Math.floor(value / perSecond[kind]);
    const iso = new Date(seconds * 1000).toISOString();
    const within = ((seconds % 86_400) + 86_400) % 86_400;
    const isDay = kind === "EXCEL" && Number.isInteger(value);
    return {
      date: iso.slice(0, 10),
      time: isDay || within === 0 ? null : timeText(within),
      offset: kind === "EXCEL" ? null : 0,
    };
  };
}
