import { normalName } from "./normal-name.ts";

/** No known column has a longer name: a hundred thousand strategy names need not be looked at closely. */
const longest = 48;

const known = new WeakMap<readonly string[], readonly (string | null)[]>();

/** Normal names of a header, null where the name is too long to be that of a known column. Computed once per header. */
export function normalNames(header: readonly string[]): readonly (string | null)[] {
  let names = known.get(header);
  if (!names) {
    names = header.map((name) => (name.length > longest ? null : normalName(name)));
    known.set(header, names);
  }
  return names;
}
