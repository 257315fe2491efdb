import { csvField } from "./csv-field.ts";
import type { ZoneRunShare } from "./legacy-zone-run.ts";
import { pythonFloat } from "./python-float.ts";

/** zone_combinations_{run}.csv: what each combination of the zones' portfolios holds, in which zone, how much. */
export function zoneCombinationsCsv(shares: readonly ZoneRunShare[]): string {
  const rows = shares.map(({ combination, zone, zoneWeight, strategy, weight }) =>
    [combination, csvField(zone), pythonFloat(zoneWeight), csvField(strategy), pythonFloat(weight)].join(","),
  );
  return `${["Combination,Zone,Zone_Weight,Strategy_Name,Weight", ...rows].join("\n")}\n`;
}
