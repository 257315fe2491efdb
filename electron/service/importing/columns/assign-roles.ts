import type { ColumnRole, DatasetMapping } from "../../../contract/importing.ts";
import { knownName } from "./known-name.ts";
import { normalName } from "./normal-name.ts";

interface AssignedRole {
  readonly role: ColumnRole;
  /** Why a column is ignored. */
  readonly why: string;
}
const strategy: AssignedRole = { role: "strategy", why: "" };
const unnamed: AssignedRole = { role: "ignore", why: "it has no name" };
const label: AssignedRole = { role: "ignore", why: "a label, not a strategy" };

/** Words that the replaced system took for labels of rows, not for strategies. */
const labels = new Set(["symbol", "ticker"]);

/**
 * Role of every column by its name alone: forced, named by the mapping, else strategy. Of several columns for one role
 * the first has it and the others are ignored.
 */
export function assignRoles(
  header: readonly string[],
  mapping: Pick<DatasetMapping, "columns" | "force">,
): AssignedRole[] {
  const byName = new Map<string, ColumnRole>();
  for (const [role, names] of Object.entries(mapping.columns)) {
    for (const name of names ?? []) byName.set(normalName(name), role as ColumnRole);
  }
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
    if (normal === undefined) return strategy;
    const role = byName.get(normal);
    if (role === undefined) return normal === "" ? unnamed : label;
    if (role === "strategy" || role === "ignore") return { role, why: "so the mapping says" };
    if (given.has(role)) return { role: "ignore", why: `another column is the ${role}` };
    given.add(role);
    return { role, why: "" };
  });
}
