import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { counted } from "../counted.ts";

/** Applies the policy for names that occur more than once. `kept` are the places of the columns that stay. */
export function uniqueNames(
  names: readonly string[],
  policy: ImportPolicies["duplicateNames"],
  file: string,
  remedy = "Rename the columns, or number them or take the first of each (--duplicates rename or first).",
): { kept: number[]; names: string[]; duplicates: string[] } {
  const all = new Set(names);
  if (all.size === names.length) {
    return { kept: names.map((_, index) => index), names: [...names], duplicates: [] };
  }
  const taken = new Set<string>();
  const duplicates = new Set<string>();
  const kept: number[] = [];
  const unique: string[] = [];
  names.forEach((name, index) => {
    let free = name;
    if (taken.has(name)) {
      duplicates.add(name);
      if (policy === "first") return;
      for (let copy = 2; taken.has(free) || (free !== name && all.has(free)); copy++)
        free = `${name}.${copy}`;
    }
    taken.add(free);
    kept.push(index);
    unique.push(free);
  });
  if (policy === "refuse" && duplicates.size > 0) {
    const [first = ""] = duplicates;
    throw new Problem(
      "bad-input",
      `${file}: ${counted(duplicates.size, "column name", "occur")} more than once, for example "${first}".`,
      {
        file,
        line: 1,
        column: first,
        remedy,
      },
    );
  }
  return { kept, names: unique, duplicates: [...duplicates] };
}
