import { Problem } from "../../../contract/problem.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** English weekday of an ISO date. */
export function weekdayName(date: string): string {
  return weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";
}

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

/** Patterns that are tried, the likelier ones first. Without separators only the one that sorts. */
export const dateCandidates: readonly string[] = orders.flatMap((order) =>
  separators
    .filter((separator) => separator !== "" || order.join("") === "YYYYMMDD")
    .map((separator) => order.join(separator)),
);

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const tokenPatterns: Record<string, string> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<year>\\d{2})",
  MMM: "(?<month>[A-Za-z]{3,9})",
  MM: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{1,2})",
};
/** A time of day may follow whatever the pattern says; a fraction of a second and a zone are not used. */
const timePattern =
  "(?:[ T]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?\\s*(?:Z|[+-]\\d{2}:?\\d{2})?)?";

export interface ParsedDate {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM:SS, null when the text has no time. */
  readonly time: string | null;
}

/** Reads texts of one date pattern such as "DD-MM-YYYY" or "DD MMM YY HH:mm". null for what is no date of it. */
export type DateReader = (text: string) => ParsedDate | null;

/** Two-digit years are 1970 to 2069. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year + (year < 70 ? 2000 : 1900);
}

function monthOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

const two = (value: string | number | undefined): string => String(value ?? 0).padStart(2, "0");

const parts = /YYYY|YY|MMM|MM|DD|[\s\S]/g;

/** Makes the reader of a pattern of the setting import.date_format. Throws Problem "bad-request" for what is none. */
export function datePattern(pattern: string): DateReader {
  const [datePart = ""] = pattern.toUpperCase().split(/[ T]HH/);
  const found = (datePart.match(parts) ?? []).filter((part) => part in tokenPatterns);
  if (
    found
      .map((part) => part[0])
      .sort()
      .join("") !== "DMY"
  ) {
    throw new Problem("bad-request", `"${pattern}" says not how dates are written.`, {
      remedy:
        "Write DD, MM (or MMM for names) and YYYY (or YY) in their order, with the signs between them: DD-MM-YYYY, DD/MMM/YY.",
    });
  }
  const body = datePart.replace(
    parts,
    (part) => tokenPatterns[part] ?? part.replace(/[\\^$.|+*?(){}[\]/-]/, "\\$&"),
  );
  const expression = new RegExp(`^\\s*${body}${timePattern}\\s*$`);
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (!groups) return null;
    const { year = "", month = "", day = "", hour, minute, second } = groups;
    const [y, m, d] = [fullYear(year), monthOf(month), Number(day)];
    const days = new Date(Date.UTC(y, m - 1, d));
    if (m < 1 || m > 12 || days.getUTCMonth() !== m - 1 || days.getUTCDate() !== d) return null;
    if (hour !== undefined && (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59))
      return null;
    return {
      date: `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`,
      time: hour === undefined ? null : `${two(hour)}:${two(minute)}:${two(second)}`,
    };
  };
}
