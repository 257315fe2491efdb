import { matrixOfSeries } from "../analysis/series/portfolio.ts";
import type { ZoneCube } from "../analysis/zones/cube.ts";
import type { Engine } from "../engine/engine.ts";
import { zoneDaySeries } from "./zone-day-series.ts";
import type { ZonePortfolio } from "./zone-portfolio.ts";

/** Pearson correlation of the zones' daily series, row-major. */
export async function zoneCorrelation(
  engine: Engine,
  cube: ZoneCube,
  portfolios: readonly ZonePortfolio[],
): Promise<Float64Array> {
  if (portfolios.length === 0) return new Float64Array();
  const session = await engine.open(matrixOfSeries(portfolios.map((one) => zoneDaySeries(cube, one))));
  try {
    const all = Uint32Array.from(portfolios.keys());
    return await session.correlationMatrix(all, all);
  } finally {
    session.close();
  }
}
