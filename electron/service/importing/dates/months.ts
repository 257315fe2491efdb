import type { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";
import { dateCandidates, datePattern, monthCandidates } from "./date-pattern.ts";
import type { DateFormatAnswer } from "./detect-date-format.ts";

/**
 * How a column of months is written: one that reads all of them, and by which they follow each other. "Jan-02" is a day as well
 * where the years of a month would go on and on.
 */
export function monthsOf(texts: readonly string[]): DateFormatAnswer {
  const filled = texts.filter((text) => text.trim() !== "");
  const found = monthCandidates.find((pattern) => filled.every(datePattern(pattern)));
  if (found === undefined || filled.length === 0) return { patterns: [], because: "" };
  const read = datePattern(found);
  const months = filled.map((text) => {
    const [year = "", month = ""] = (read(text)?.date ?? "").split("-");
    return Number(year) * 12 + Number(month);
  });
  const distinct = [...new Set(months)].sort((a, b) => a - b);
  const follow = distinct.filter((month, at) => at > 0 && month - (distinct[at - 1] as number) === 1).length;
  const isSure = found.includes("YYYY") || (follow > 0 && follow >= (distinct.length - 1) / 2);
  return isSure ? { patterns: [found], because: "its rows are months" } : { patterns: [], because: "" };
}

/** Cells that are looked at for how they are written when no one pattern reads a column. */
const mostForms = 200;

/** The pattern of every other cell where most are dates, each in a form of its own. */
function formsOf(texts: readonly string[]): Map<string, string> {
  const filled = texts.filter((text) => text.trim() !== "").slice(0, mostForms);
  const readers = dateCandidates.map((pattern) => [pattern, datePattern(pattern)] as const);
  const forms = new Map<string, string>();
  let read = 0;
  for (const text of filled) {
    const pattern = readers.find(([, reader]) => reader(text))?.[0];
    if (pattern === undefined) continue;
    read += 1;
    if (!forms.has(pattern)) forms.set(pattern, text.trim());
  }
  return forms.size > 1 && read > filled.length / 2 ? forms : new Map();
}

/** What to say of a column whose dates cannot be told, and what a person may choose. */
export function noDates(
  texts: readonly string[],
  option: string,
): { readonly says: string } & Pick<Problem["report"], "remedy" | "question"> {
  const first = texts.find((text) => text.trim() !== "")?.trim() ?? "";
  const [one, other] = [...formsOf(texts)];
  if (one && other)
    return {
      says: `holds dates in more than one form, such as "${one[1]}" and "${other[1]}", and none that most of them have`,
      remedy: `Write them in one form, or say which one is right and leave the other rows out (--date-format ${one[0]} --bad-dates drop).`,
    };
  return { says: `holds no dates, for example "${first}"`, ...howDatesAre(first, option) };
}

function howDatesAre(first: string, option: string): Pick<Problem["report"], "remedy" | "question"> {
  const dateFormat = monthCandidates.find((pattern) => datePattern(pattern)(first));
  if (dateFormat === undefined)
    return {
      remedy: `Say how the dates are written (--date-format DD-MM-YYYY, or excel, epoch, epoch-ms, epoch-us or epoch-ns for numbers), or which column holds them (${option}).`,
    };
  const month = datePattern(dateFormat)(first)?.date.slice(0, 7) ?? "";
  return {
    remedy: `If they are months, say so (--date-format ${dateFormat}); days need their year in the file.`,
    question: {
      cells: [first],
      answers: [{ label: `Months: ${first} is ${month}`, say: { dialect: { dateFormat } } }],
    },
  };
}

/** That rows are of months. */
export const monthsFinding = (pattern: string, count: number): Finding[] =>
  /D/i.test(pattern) || !/Y/i.test(pattern) || count === 0
    ? []
    : [
        {
          kind: "months",
          count,
          message: `${counted(count, "row", "have")} a month and no day, and ${count === 1 ? "is" : "are"} dated by its last day`,
          examples: [],
        },
      ];
