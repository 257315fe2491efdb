import type { SearchAlgorithm } from "../../contract/algorithms.ts";
import { Problem } from "../../contract/problem.ts";
import type { SearchRequest } from "../../contract/search.ts";
import { quickTwins } from "../../contract/verdict.ts";
import { profileOf } from "../analysis/metrics/basis.ts";
import { metricObjective, resolveObjective } from "../analysis/metrics/objective.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { nativeIds, termCount } from "../engine/native-ids.ts";
import type { Settings } from "../settings/settings.ts";
import { defaultEvaluations, planRuns } from "./plan.ts";

type Decided =
  | "version"
  | "minSize"
  | "maxSize"
  | "algorithms"
  | "seed"
  | "profile"
  | "metric"
  | "penaltyWeight"
  | "drawdownThreshold"
  | "drawdownFloor"
  | "annualisation"
  | "evaluations"
  | "ulta";

/** A search request in which nothing is left to settings or defaults: the same request gives the same result. */
export type ResolvedSearch = SearchRequest & {
  readonly [Key in Decided]-?: NonNullable<SearchRequest[Key]>;
} & {
  readonly verdict: { readonly twins: number; readonly quick: boolean };
};

/** What only the data can decide. */
export interface SearchFacts {
  readonly view: Pick<AnalysisView, "manifest" | "zones">;
  readonly observations: number;
  /** Observations a year of the profile. */
  readonly annualisation: number;
  /** Currency, for profiles that have a drawdown floor. */
  readonly fittedFloor: number;
}

/** Fills in what a request leaves out: from the settings, then from the profile, then from the data. */
export function resolveSearch(
  request: SearchRequest,
  settings: Settings,
  facts: SearchFacts,
): ResolvedSearch {
  const minSize = request.minSize ?? settings.get("search.min_size");
  const maxSize = request.maxSize ?? Math.max(minSize, settings.get("search.max_size"));
  if (maxSize < minSize) {
    throw new Problem("bad-request", `The largest size ${maxSize} is below the smallest, ${minSize}.`);
  }
  const algorithms = request.algorithms ?? (settings.get("search.algorithms") as SearchAlgorithm[]);
  const runs = planRuns(minSize, maxSize, algorithms).length;
  const { fittedFloor } = facts;
  return {
    ...request,
    ...resolveObjective(request, settings, { overZones: facts.view.zones !== undefined, fittedFloor }),
    version: facts.view.manifest.version,
    minSize,
    maxSize,
    algorithms,
    seed: request.seed ?? settings.get("search.seed"),
    annualisation: facts.annualisation,
    evaluations:
      request.evaluations ??
      (settings.get("search.max_evaluations") || defaultEvaluations(runs, facts.observations)),
    ...optional("seconds", request.seconds ?? settings.get("search.max_seconds")),
    ...optional("stagnation", request.stagnation ?? settings.get("search.stagnation")),
    // In one order, whether twins were asked for or not: capsules of the same search are the same text.
    verdict: {
      twins: request.verdict.twins ?? (request.verdict.quick ? quickTwins : settings.get("search.twins")),
      quick: request.verdict.quick,
    },
    ulta: request.ulta ?? { kind: settings.get("analysis.ulta") ? "sum" : "off" },
  };
}

/** Settings say 0 for "none". */
function optional<Name extends string>(name: Name, value: number): { [Key in Name]?: number } {
  return value > 0 ? ({ [name]: value } as { [Key in Name]?: number }) : {};
}

/** Whether a search leaves constant strategies out: as asked for; the legacy profile keeps them, else the setting says. */
export function excludesConstant(
  request: Pick<SearchRequest, "excludeConstant" | "profile">,
  settings: Settings,
): boolean {
  const isLegacy = profileOf(request, settings) === "legacy";
  return request.excludeConstant ?? (!isLegacy && settings.get("search.exclude_constant"));
}

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
  const weights = new Float64Array(termCount);
  for (const [name, weight] of Object.entries(search.weights)) {
    weights[nativeIds.term[name as keyof typeof nativeIds.term]] = weight;
  }
  const metric = nativeIds.objective[search.mode];
  return { ...single, metric, weights, hybridShare: search.mode === "hybrid" ? search.hybridShare : 0 };
}
