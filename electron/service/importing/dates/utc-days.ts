import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";
import { minutesOf, type ParsedDate } from "./date-pattern.ts";

/** Whether a text names a time zone: written, an offset such as +05:30, or a name such as Asia/Kolkata. */
export function isTimeZone(text: string): boolean {
  if (/^(auto|written|Z|[+-]\d{2}:?\d{2})$/.test(text)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * The dates of rows whose texts carry an offset from UTC: the day is the one that is written, or that of a time zone that was
 * said. Throws Problem "bad-input" when all are at one time that is midnight elsewhere: there the day is another one.
 */
export function inTimeZone(
  dates: readonly (ParsedDate | null)[],
  said: string,
  file: string,
  column: string,
): { dates: readonly (ParsedDate | null)[]; findings: Finding[] } {
  if (!isTimeZone(said)) {
    throw new Problem("bad-request", `"${said}" is no time zone.`, {
      remedy: "Say written, an offset such as +05:30, or a name such as Asia/Kolkata (--time-zone).",
    });
  }
  const offset = dates.filter((date) => date !== null && date.offset !== null) as ParsedDate[];
  const [first] = offset;
  if (!first) return { dates, findings: [] };
  if (said !== "auto" && said !== "written")
    return {
      dates: dates.map((date) => (date && date.offset !== null ? moved(date, date.offset, said) : date)),
      findings: [],
    };
  if (said === "auto" && isMidnightElsewhere(offset)) {
    const time = first.time?.slice(0, 5) ?? "";
    throw new Problem(
      "bad-input",
      `${file}: all dates of the column "${column}" are at ${time} UTC, which is midnight elsewhere: ${first.date} there can be the day before or after.`,
      {
        file,
        column,
        remedy:
          "Say whose day counts: --time-zone written, an offset such as +05:30, or a name such as Asia/Kolkata.",
        question: {
          cells: offset.slice(0, 3).map(({ date, time }) => `${date} ${time ?? "00:00:00"} UTC`),
          answers: zonesOf(time).map(({ label, timeZone }) => ({ label, say: { dialect: { timeZone } } })),
        },
      },
    );
  }
  const message = `${counted(offset.length, "date", "carry")} an offset from UTC; the day is the one that is written`;
  return {
    dates,
    findings:
      said === "auto" && offset.some(({ time, offset }) => time !== null && offset !== 0)
        ? [{ kind: "utc-offsets", count: offset.length, message, examples: [] }]
        : [],
  };
}

/** Whose midnight a time of UTC is: the offset that makes it so, and the day as it is written. */
function zonesOf(time: string): { label: string; timeZone: string }[] {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  // From half past ten in the evening on the midnight is that of the next day, in the east.
  const ahead = minutes >= 10 * 60 ? 24 * 60 - minutes : -minutes;
  const clock = new Date(Math.abs(ahead) * 60_000).toISOString().slice(11, 16);
  const offset = `${ahead < 0 ? "-" : "+"}${clock}`;
  return [
    { label: `Days of ${offset}, where it is midnight`, timeZone: offset },
    { label: "The day that is written", timeZone: "written" },
  ];
}

/** All at one time that is not 00:00, of UTC; two an hour apart where clocks are put forward in summer. */
function isMidnightElsewhere(dates: readonly ParsedDate[]): boolean {
  const times = [...new Set(dates.map(({ time }) => time ?? "00:00:00"))].sort();
  const hour = (text: string): number => Number(text.slice(0, 2));
  const [first = "", second] = times;
  if (dates.some(({ offset }) => offset !== 0) || times.length > 2 || first === "00:00:00") return false;
  // 09:30 is midnight on the Marquesas alone, and when exchanges open.
  if (!/:(00|15|30|45):00$/.test(first) || first === "09:30:00") return false;
  return second === undefined || (hour(second) === hour(first) + 1 && second.slice(2) === first.slice(2));
}

function moved(date: ParsedDate, offset: number, zone: string): ParsedDate {
  const instant = Date.parse(`${date.date}T${date.time ?? "00:00:00"}Z`) - offset * 60_000;
  let local: string;
  if (/^(Z|[+-]\d)/.test(zone))
    local = new Date(instant + minutesOf(zone) * 60_000).toISOString().slice(0, 19);
  else {
    const text = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    }).format(instant);
    local = text.replace(" ", "T");
  }
  const time = local.slice(11, 19);
  return { date: local.slice(0, 10), time: time === "00:00:00" ? null : time, offset: null };
}
