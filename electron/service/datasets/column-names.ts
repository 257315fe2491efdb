import type { Observation } from "./observation.ts";

/**
 * Names for the Parquet columns of observations: the date, with the zone when there is one ("2024-01-04",
 * "2024-01-04 A"), and " #2" behind the second of that name. Unique without regard to case, as DuckDB needs.
 * Every name given is added to `taken` (lower case).
 */
export function columnNames(
  observations: readonly Pick<Observation, "date" | "zone">[],
  taken: Set<string>,
): string[] {
  return observations.map(({ date, zone }) => {
    const plain = zone ? `${date} ${zone}` : date;
    let name = plain;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${plain} #${copy}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
