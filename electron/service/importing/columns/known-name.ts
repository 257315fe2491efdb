import { normalName } from "./normal-name.ts";

/** Not plain ASCII: to be looked at closely. */
const unsure = -1;

/** The first three letters or digits of a name as one number, without making a string. */
function start(name: string): number {
  let key = 0;
  let taken = 0;
  for (let index = 0; index < name.length && taken < 3; index++) {
    const code = name.charCodeAt(index);
    if (code > 127) return unsure;
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if ((lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57)) {
      key = key * 128 + lower;
      taken++;
    }
  }
  return key;
}

/**
 * Finds which of some known normal names (normal-name.ts) a column has; undefined = none of them. Of a hundred thousand
 * columns nearly all are told apart by their first letters, so that only a few names are normalised.
 */
export function knownName(known: ReadonlySet<string>): (name: string) => string | undefined {
  const starts = new Set([unsure, ...[...known].map(start)]);
  return (name) => {
    if (!starts.has(start(name))) return undefined;
    const normal = normalName(name);
    return known.has(normal) ? normal : undefined;
  };
}
