import type { ColumnRole, DatasetMapping } from "../../../contract/methods/dataset-mapping.ts";
import { normalName } from "./normal-name.ts";

/** Words that the replaced system took for labels of rows, not for strategies. */
const labels = new Set(["symbol", "ticker"]);

/**
 * Role of every column by its name alone: forced, named by the mapping, else strategy. Of several columns for one role
 * the first has it and the others are ignored.
 */
export function assignRoles(
  header: readonly string[],
  mapping: Pick<DatasetMapping, "columns" | "force">,
): { role: ColumnRole; why: string }[] {
  const byName = new Map<string, ColumnRole>();
  for (const [role, names] of Object.entries(mapping.columns)) {
    for (const name of names ?? []) byName.set(normalName(name), role as ColumnRole);
  }
  const forced = header.map((name, index) => mapping.force[name] ?? mapping.force[`#${index + 1}`]);
  const given = new Set<ColumnRole>(forced.filter((role) => role !== undefined));
  return header.map((name, index) => {
    const force = forced[index];
    if (force) return { role: force, why: "so the mapping says" };
    const normal = normalName(name);
    if (normal === "") return { role: "ignore", why: "it has no name" };
    const role = byName.get(normal);
    if (role === undefined) {
      return labels.has(normal)
        ? { role: "ignore", why: "a label, not a strategy" }
        : { role: "strategy", why: "" };
    }
    if (role === "strategy" || role === "ignore") return { role, why: "so the mapping says" };
    if (given.has(role)) return { role: "ignore", why: `another column is the ${role}` };
    given.add(role);
    return { role, why: "" };
  });
}
