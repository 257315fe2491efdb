import type { DatasetMapping, ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { assignRoles } from "./assign-roles.ts";
import type { ColumnPlan, SingleRole } from "./column-plan.ts";
import { nameChooser } from "./name-chooser.ts";
import { renamer } from "./renamer.ts";
import { uniqueNames } from "./unique-names.ts";

export interface PlanOptions {
  readonly mapping: DatasetMapping;
  readonly duplicateNames: ImportPolicies["duplicateNames"];
  /** Put before every strategy name; "" = nothing. */
  readonly prefix: string;
  /** Columns that hold text or were dropped by a policy, with the reason. */
  readonly without: ReadonlyMap<number, string>;
}

/**
 * Decides about every column. Throws Problem "bad-input" without a date column, and for names that occur twice when
 * the policy is to refuse.
 */
export function planColumns(header: readonly string[], file: string, options: PlanOptions): ColumnPlan {
  const { mapping, without, prefix } = options;
  const isChosen = nameChooser(mapping.include, mapping.exclude);
  const rename = renamer(mapping.rename);
  const single = new Map<SingleRole, number>();
  const ignored: { column: number; why: string }[] = [];
  const places: number[] = [];
  assignRoles(header, mapping).forEach(({ role, why }, column) => {
    const name = header[column] ?? "";
    const dropped = without.get(column);
    if (role === "ignore") ignored.push({ column, why });
    else if (role !== "strategy") {
      const takesPart = role === "date" || mapping.use === undefined || mapping.use.includes(role);
      if (takesPart) single.set(role, column);
      else ignored.push({ column, why: `the mapping does not use ${role}` });
    } else if (dropped !== undefined) ignored.push({ column, why: dropped });
    else if (isChosen(name)) places.push(column);
    else ignored.push({ column, why: "not chosen" });
  });
  if (!single.has("date")) throw noDateColumn(header, file);
  const wanted = places.map((column) => prefix + rename(header[column] ?? ""));
  const { kept, names, duplicates } = uniqueNames(wanted, options.duplicateNames, file);
  const strategies = kept.map((index) => places[index] as number);
  if (options.duplicateNames === "first") {
    const taken = new Set(strategies);
    for (const column of places) {
      if (!taken.has(column)) ignored.push({ column, why: "an earlier column has its name" });
    }
  }
  return { header, single, strategies, names, ignored, duplicates };
}

function noDateColumn(header: readonly string[], file: string): Problem {
  // As JSON: the header of a file that is no table may hold anything, also what a terminal obeys.
  const first = header.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 60)));
  return new Problem("bad-input", `${file} has no Date column. Its first columns are ${first.join(", ")}.`, {
    file,
    line: 1,
    remedy: "Say which column holds the dates (--force 'COLUMN=date').",
  });
}
