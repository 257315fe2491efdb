import type { ZoneCube } from "../analysis/zones/cube.ts";
import type { ZonePortfolio } from "./zone-portfolio.ts";

/** P&L of a zone's portfolio by date, currency; 0 on a date without rows of the zone. A missing cell counts as 0. */
export function zoneDaySeries(cube: ZoneCube, portfolio: ZonePortfolio): Float64Array {
  const z = cube.zones.indexOf(portfolio.zone);
  const { source, signs } = portfolio;
  return Float64Array.from(cube.rows, (zones) => {
    const row = zones[z] as Float64Array;
    let sum = 0;
    for (let k = 0; k < source.length; k += 1) {
      sum += (signs[k] as number) * (row[source[k] as number] || 0);
    }
    return sum / source.length;
  });
}
