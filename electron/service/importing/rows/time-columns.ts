import type { FileDialect } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import type { SingleRole } from "../columns/plan-columns.ts";
import { bareDigits, readTime, type TimeUnit } from "../dates/time-of-day.ts";
import type { ImportSettings } from "../import-settings.ts";
import type { TextColumns } from "./text-columns.ts";

const units: readonly TimeUnit[] = ["clock", "minutes", "seconds"];

const described: Record<TimeUnit, string> = {
  clock: "digits of a clock",
  minutes: "minutes since midnight",
  seconds: "seconds since midnight",
};

/** What one time at least reaches: where none does they would all be of the night's first hours, and are something else. */
const least: Record<TimeUnit, number> = { clock: 0, minutes: 60, seconds: 10_000 };

/**
 * What times that are written as digits alone are in: the only reading that all of them allow, or that of a clock where the
 * columns have times with signs, too. Throws Problem "bad-input" when several readings fit. null = there are no such times.
 */
function timeUnit(
  columns: readonly (readonly string[])[],
  said: FileDialect["times"],
  before: TimeUnit | undefined,
  file: string,
  column: string,
): TimeUnit | null {
  const cells = [...new Set(columns.flat().map((cell) => cell.trim()))].filter(Boolean);
  const digits = cells.filter((cell) => bareDigits.test(cell));
  if (digits.length === 0) return null;
  if (said !== "auto") return said;
  const fitting = units.filter(
    (unit) =>
      digits.every((cell) => readTime(cell, unit) !== null) &&
      digits.some((cell) => Number(cell) >= least[unit]),
  );
  const [only, other] = fitting;
  if (only === undefined || cells.some((cell) => /\d[:h]\d/.test(cell))) return "clock";
  if (other === undefined) return only;
  if (before !== undefined && fitting.includes(before)) return before;
  const shown = digits.slice(0, 3);
  const first = shown[0] ?? "";
  const readings = fitting.map((unit) => `${readTime(first, unit)?.slice(0, 5)} (${unit})`);
  throw new Problem(
    "bad-input",
    `${file}: times such as "${first}" in "${column}" can be ${readings.join(" or ")}; no row decides it.`,
    {
      file,
      column,
      remedy: `Say what they are: --times ${fitting.join(" or ")}.`,
      question: {
        cells: shown,
        answers: fitting.map((unit) => ({
          label: `${described[unit]}: ${first} is ${readTime(first, unit)?.slice(0, 5)}`,
          say: { dialect: { times: unit } },
        })),
      },
    },
  );
}

/** That times were counted from midnight. */
function timesFinding(unit: TimeUnit | null, columns: readonly (readonly string[])[]): Finding[] {
  if (unit === null || unit === "clock") return [];
  const cells = columns.flat().filter((cell) => bareDigits.test(cell.trim()));
  const first = cells[0]?.trim() ?? "";
  const message = `times were taken as ${described[unit]}: ${first} is ${readTime(first, unit)?.slice(0, 5)}`;
  return [{ kind: "times", count: cells.length, message, examples: [...new Set(cells)].slice(0, 3) }];
}

/** The same of the columns of a file, with what is to be said of it. */
export function readTimeUnit(
  texts: TextColumns["texts"],
  { dialect, before }: Pick<ImportSettings, "dialect" | "before">,
  file: string,
  nameOf: (role: SingleRole) => string,
): { readonly unit: TimeUnit | null; readonly findings: readonly Finding[] } {
  const columns = [texts.get("start_time") ?? [], texts.get("end_time") ?? []];
  const name = nameOf(texts.has("start_time") ? "start_time" : "end_time");
  const unit = timeUnit(columns, dialect.times, before?.times, file, name);
  return { unit, findings: timesFinding(unit, columns) };
}
