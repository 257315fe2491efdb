import type { ColumnRole, DatasetMapping, ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { lookAtEach, type Steps } from "../../turns.ts";
import { cleanName, knownName, nameChooser, normalName, renamer, uniqueNames } from "./names.ts";

/** Roles with a column of their own; at most one column each. */
export type SingleRole = Exclude<ColumnRole, "strategy" | "ignore">;

/** What becomes of every column of a file. */
export interface ColumnPlan {
  /** Names as in the file. */
  readonly header: readonly string[];
  /** Place of the column of each role that the file has. */
  readonly single: ReadonlyMap<SingleRole, number>;
  /** Places of the strategies, ascending, and their names after prefix and renaming. */
  readonly strategies: readonly number[];
  readonly names: readonly string[];
  readonly ignored: readonly { readonly column: number; readonly why: string }[];
  /** Names that occur more than once, with the policy's answer. */
  readonly duplicates: readonly string[];
}

interface PlanOptions {
  readonly mapping: DatasetMapping;
  readonly duplicateNames: ImportPolicies["duplicateNames"];
  /** Put before every strategy name; "" = nothing. */
  readonly prefix: string;
  /** Columns that hold text or were dropped by a policy, with the reason. */
  readonly without: ReadonlyMap<number, string>;
  /** Roles of a table that was made of another one; by the names of the columns when absent. */
  readonly roles?: readonly ColumnRole[] | undefined;
}

/**
 * Decides about every column. Throws Problem "bad-input" without a date column, and for names that occur twice when
 * the policy is to refuse.
 */
export function* planColumns(
  header: readonly string[],
  file: string,
  options: PlanOptions,
): Steps<ColumnPlan> {
  const { mapping, without, prefix } = options;
  const isChosen = nameChooser(mapping.include, mapping.exclude);
  const rename = renamer(mapping.rename);
  const single = new Map<SingleRole, number>();
  const ignored: { column: number; why: string }[] = [];
  const places: number[] = [];
  const wanted: string[] = [];
  const assigned = options.roles?.map((role) => ({ role, why: "" })) ?? assignRoles(header, mapping);
  yield;
  yield* lookAtEach(assigned, ({ role, why }, column) => {
    const name = cleanName(header[column] ?? "");
    const dropped = without.get(column);
    if (role === "ignore") ignored.push({ column, why });
    else if (role !== "strategy") {
      const takesPart = role === "date" || mapping.use === undefined || mapping.use.includes(role);
      if (takesPart) single.set(role, column);
      else ignored.push({ column, why: `the mapping does not use ${role}` });
    } else if (dropped !== undefined) ignored.push({ column, why: dropped });
    else if (isChosen(name)) {
      places.push(column);
      wanted.push(prefix + rename(name));
    } else ignored.push({ column, why: "not chosen" });
  });
  if (!single.has("date")) throw noDateColumn(header, file);
  const { kept, names, duplicates } = yield* uniqueNames(wanted, options.duplicateNames, file);
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
  if (header.length === 1)
    return new Problem(
      "bad-input",
      `${file} has one column only: its cells are not separated by comma, semicolon, tab or bar. It begins with ${JSON.stringify(header[0]?.slice(0, 60))}.`,
      {
        file,
        line: 1,
        remedy:
          "Save the table with one of these between its cells (--delimiter says which); lines above its header are left out by --skip-lines.",
      },
    );
  const first = header.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 60)));
  return new Problem("bad-input", `${file} has no Date column. Its first columns are ${first.join(", ")}.`, {
    file,
    line: 1,
    remedy:
      "Say which column holds the dates (--force 'COLUMN=date'). A report without a day in each row, such as totals by symbol, has no P&L by day: export its trades or its daily results.",
  });
}

interface AssignedRole {
  readonly role: ColumnRole;
  /** Why a column is ignored. */
  readonly why: string;
}

const strategy: AssignedRole = { role: "strategy", why: "" };

const unnamed: AssignedRole = { role: "ignore", why: "it has no name" };

const label: AssignedRole = { role: "ignore", why: "a label, not a strategy" };

/** What pandas calls a column without a name, its row numbers first of all. */
const isRowNumber = (name: string): boolean =>
  name.startsWith("Unnamed: ") && /^\d+(_level_\d+)?$/.test(name.slice(9));

/** Words that the replaced system took for labels of rows, not for strategies. */
const labels = new Set(["symbol", "ticker"]);

const namesOf = ({ columns }: Pick<DatasetMapping, "columns">): [string, ColumnRole][] =>
  Object.entries(columns).flatMap(([role, names]) =>
    (names ?? []).map((name): [string, ColumnRole] => [normalName(name), role as ColumnRole]),
  );

/**
 * The columns of a header that some mapping knows by name, in their order: to all of them the others are strategies or
 * nothing, unless a mapping forces them.
 */
export function* knownColumns(
  header: readonly string[],
  mappings: readonly Pick<DatasetMapping, "columns">[],
): Steps<string[]> {
  const normalOf = knownName(new Set(mappings.flatMap((one) => namesOf(one).map(([name]) => name))));
  const known: string[] = [];
  yield* lookAtEach(header, (name) => {
    if (normalOf(name) !== undefined) known.push(name);
  });
  return known;
}

/**
 * Role of every column by its name alone: forced, named by the mapping, else strategy. Of several columns for one role
 * the first has it and the others are ignored.
 */
export function assignRoles(
  header: readonly string[],
  mapping: Pick<DatasetMapping, "columns" | "force">,
): AssignedRole[] {
  const byName = new Map(namesOf(mapping));
  const force = new Map(Object.entries(mapping.force));
  const forced = (index: number): ColumnRole | undefined =>
    force.size === 0 ? undefined : (force.get(header[index] ?? "") ?? force.get(`#${index + 1}`));
  const given = new Set<ColumnRole>();
  if (force.size > 0) {
    header.forEach((_, index) => {
      const role = forced(index);
      if (role) given.add(role);
    });
  }
  const normalOf = knownName(new Set(["", ...labels, ...byName.keys()]));
  return header.map((name, index) => {
    const own = forced(index);
    if (own) return { role: own, why: "so the mapping says" };
    const normal = normalOf(name);
    if (normal === undefined) return isRowNumber(name) ? unnamed : strategy;
    const role = byName.get(normal);
    if (role === undefined) return normal === "" ? unnamed : label;
    if (role === "strategy" || role === "ignore") return { role, why: "so the mapping says" };
    if (given.has(role)) return { role: "ignore", why: `another column is the ${role}` };
    given.add(role);
    return { role, why: "" };
  });
}
