import { metricObjective } from "../analysis/metrics/objective.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { nativeIds } from "../engine/native-ids.ts";
import type { ResolvedSearch } from "./resolve.ts";

/** How the engine judges the portfolios of a search. `overZones`: rows are weighted sums of zones. */
export function searchObjective(search: ResolvedSearch, overZones: boolean): NativeObjective {
  const single = metricObjective({
    metric: search.metric,
    drawdownThreshold: search.drawdownThreshold,
    drawdownFloor: search.drawdownFloor,
    penaltyWeight: search.penaltyWeight,
    overZones,
    peakFromZero: search.profile !== "legacy",
    annualisation: search.annualisation,
  });
  if (search.mode === "metric") return single;
  const weights = new Float64Array(Object.keys(nativeIds.term).length);
  for (const [name, weight] of Object.entries(search.weights)) {
    weights[nativeIds.term[name as keyof typeof nativeIds.term]] = weight;
  }
  const metric = nativeIds.objective[search.mode];
  return { ...single, metric, weights, hybridShare: search.mode === "hybrid" ? search.hybridShare : 0 };
}
