import { Problem } from "../../../contract/problem.ts";

/**
 * Weights of zones, sum 1. Names match in any case and without blanks ("zone1" = "Zone 1"); a zone without a weight
 * has 1 before normalising, as in the replaced system's [ZONE_WEIGHTS].
 */
export function normaliseWeights(
  zones: readonly string[],
  weights: Readonly<Record<string, number>>,
): Float64Array {
  const plain = (name: string) => name.toLowerCase().replace(/\s+/g, "");
  const byName = new Map(Object.entries(weights).map(([name, weight]) => [plain(name), weight]));
  const known = new Set(zones.map(plain));
  const unknown = Object.keys(weights).find((name) => !known.has(plain(name)));
  if (unknown !== undefined) {
    throw new Problem("bad-request", `There is no zone ${unknown}; the zones are ${zones.join(", ")}.`);
  }
  const chosen = Float64Array.from(zones, (zone) => byName.get(plain(zone)) ?? 1);
  const total = chosen.reduce((a, b) => a + b, 0);
  if (!(total > 0)) throw new Problem("bad-request", "At least one zone needs a weight over 0.");
  return chosen.map((weight) => weight / total);
}
