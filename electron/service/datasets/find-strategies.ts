import { Problem } from "../../contract/problem.ts";

/** Places of `wanted` among `names`. Throws Problem "not-found" that names the first ones that are not there. */
export function findStrategies(
  names: readonly string[],
  wanted: readonly string[],
  dataset: string,
): Uint32Array {
  const places = new Map(names.map((name, index) => [name, index]));
  const unknown = wanted.filter((name) => !places.has(name));
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 3).map((name) => `"${name}"`);
    const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : "";
    throw new Problem("not-found", `The dataset "${dataset}" has no strategy ${shown.join(", ")}${more}.`, {
      remedy: "Names are case-sensitive and must be as in the header of the imported file.",
    });
  }
  return Uint32Array.from(wanted, (name) => places.get(name) ?? 0);
}
