import { countOf } from "../../contract/text.ts";

const singular: Readonly<Record<string, string>> = {
  are: "is",
  have: "has",
  were: "was",
  do: "does",
  "could not": "could not",
};

const mostLines = 5;

/** Where else it is so: "; so are lines 12, 15 and 3 more". "" for nowhere else. */
export function alsoLines(lines: readonly number[]): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, mostLines).join(", ");
  const more = lines.length > mostLines ? ` and ${lines.length - mostLines} more` : "";
  return `; so ${lines.length === 1 ? "is line" : "are lines"} ${shown}${more}`;
}

/** "1 row repeats", "3 rows repeat": a number of things and what they do, with the thousands grouped. */
export function counted(count: number, thing: string, verb: string): string {
  return `${countOf(count, thing)} ${count === 1 ? (singular[verb] ?? `${verb}s`) : verb}`;
}
