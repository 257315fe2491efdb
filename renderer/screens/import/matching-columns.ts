import { type ColumnRole, columnRole } from "../../../electron/contract/importing.ts";

/** Places of the columns whose name holds the text (or matches "/regular expression/") and that have the role ("" = any). */
export function matchingColumns(
  columns: readonly string[],
  roles: Uint8Array,
  query: string,
  role: ColumnRole | "",
): number[] {
  const matches = matcherOf(query);
  const wanted = role === "" ? -1 : columnRole.options.indexOf(role);
  const found: number[] = [];
  for (let at = 0; at < columns.length; at++)
    if ((wanted < 0 || roles[at] === wanted) && matches(columns[at] ?? "")) found.push(at);
  return found;
}

function matcherOf(query: string): (name: string) => boolean {
  const written = /^\/(.+)\/(i?)$/.exec(query.trim());
  if (written) {
    try {
      const pattern = new RegExp(written[1] ?? "", written[2]);
      return (name) => pattern.test(name);
    } catch {
      // An expression that is not finished yet finds nothing.
      return () => false;
    }
  }
  const text = query.trim().toLowerCase();
  return (name) => name.toLowerCase().includes(text);
}
