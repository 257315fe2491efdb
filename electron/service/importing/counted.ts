import { countOf } from "../../contract/text.ts";

const singular: Readonly<Record<string, string>> = {
  are: "is",
  have: "has",
  were: "was",
  do: "does",
  "could not": "could not",
};

/** "1 row repeats", "3 rows repeat": a number of things and what they do, with the thousands grouped. */
export function counted(count: number, thing: string, verb: string): string {
  return `${countOf(count, thing)} ${count === 1 ? (singular[verb] ?? `${verb}s`) : verb}`;
}
