import type { DatasetMapping } from "../../../contract/importing.ts";
import { assignRoles } from "../columns/assign-roles.ts";

/**
 * The mapping that understands the most columns of a header, of those whose required roles are all there; of equals
 * the first. undefined when none fits.
 */
export function chooseMapping(
  header: readonly string[],
  mappings: readonly DatasetMapping[],
): DatasetMapping | undefined {
  let best: DatasetMapping | undefined;
  let most = 0;
  for (const mapping of mappings) {
    const roles = new Set(assignRoles(header, mapping).map(({ role }) => role));
    roles.delete("strategy");
    roles.delete("ignore");
    if (roles.size > most && mapping.requires.every((role) => roles.has(role))) {
      best = mapping;
      most = roles.size;
    }
  }
  return best;
}
