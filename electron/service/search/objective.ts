import { metricObjective } from "../analysis/metrics/objective.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { nativeIds } from "../engine/native-ids.ts";
import type { ResolvedSearch } from "./resolve.ts";
import type { SearchSession } from "./session.ts";

/** How the engine judges the portfolios of a search. `overZones`: rows are weighted sums of zones. */
export function searchObjective(search: ResolvedSearch, overZones: boolean): NativeObjective {
  const legacy = metricObjective({
    metric: search.metric,
    drawdownThreshold: search.drawdownThreshold,
    drawdownFloor: search.drawdownFloor,
    penaltyWeight: search.penaltyWeight,
    overZones,
    peakFromZero: search.profile !== "legacy",
    annualisation: search.annualisation,
  });
  if (search.mode === "legacy") return legacy;
  const weights = new Float64Array(Object.keys(nativeIds.term).length);
  for (const [name, weight] of Object.entries(search.weights)) {
    weights[nativeIds.term[name as keyof typeof nativeIds.term]] = weight;
  }
  const metric = nativeIds.objective[search.mode];
  return { ...legacy, metric, weights, hybridShare: search.mode === "hybrid" ? search.hybridShare : 0 };
}

/**
 * Default drawdown floor, currency: what one typical member of a portfolio of `size` moves it by in one observation
 * (median over the strategies of the standard deviation, divided by the size). A portfolio whose deepest fall is below that
 * has not shown less risk, it has been lucky.
 */
export async function typicalDailyMove(session: SearchSession, size: number): Promise<number> {
  const config = { profile: nativeIds.profile.textbook, annualisation: 1, riskFree: 0, mar: 0, capital: 0 };
  const deviations = await session.metrics(Uint32Array.of(nativeIds.metric.std), config);
  const sorted = deviations.filter(Number.isFinite).sort();
  return (sorted[sorted.length >> 1] ?? 0) / size;
}
