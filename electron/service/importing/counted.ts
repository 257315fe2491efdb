const singular: Readonly<Record<string, string>> = {
  are: "is",
  have: "has",
  were: "was",
  do: "does",
  "could not": "could not",
};

/** "1 row repeats", "3 rows repeat": a number of things and what they do, with the thousands grouped. */
export function counted(count: number, thing: string, verb: string): string {
  const number = count.toLocaleString("en");
  return count === 1 ? `1 ${thing} ${singular[verb] ?? `${verb}s`}` : `${number} ${thing}s ${verb}`;
}
