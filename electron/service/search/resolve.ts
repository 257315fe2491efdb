import { type SearchAlgorithm, searchAlgorithm } from "../../contract/algorithms.ts";
import { isScored, objectiveTable, type SearchObjective } from "../../contract/objectives.ts";
import { Problem } from "../../contract/problem.ts";
import { type SearchRequest, sizeWithin } from "../../contract/search.ts";
import { countOf } from "../../contract/text.ts";
import { quickTwins, thoroughTwins } from "../../contract/verdict.ts";
import { profileOf } from "../analysis/metrics/basis.ts";
import { metricObjective, resolveObjective } from "../analysis/metrics/objective.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { nativeIds, termCount } from "../engine/native-ids.ts";
import type { Settings } from "../settings/settings.ts";
import { cheapChoice, choiceCost, defaultEvaluations } from "./plan.ts";

/** Said by `objective` once it is resolved. */
type Older = "metric" | "mode";

type Decided =
  | "objective"
  | "version"
  | "minSize"
  | "maxSize"
  | "algorithms"
  | "seed"
  | "profile"
  | "annualisation"
  | "evaluations"
  | "ulta";

/** A search request in which nothing is left to settings or defaults: the same request gives the same result. */
export type ResolvedSearch = Omit<SearchRequest, Older> & {
  readonly [Key in Decided]-?: NonNullable<SearchRequest[Key]>;
} & {
  readonly verdict: { readonly twins: number; readonly quick: boolean };
};

/** What only the data can decide. */
export interface SearchFacts {
  readonly view: Pick<AnalysisView, "manifest" | "zones" | "matrix">;
  readonly observations: number;
  /** Observations a year of the profile. */
  readonly annualisation: number;
  /** Currency, for profiles that have a drawdown floor. */
  readonly fittedFloor: number;
}

/** The algorithms that a search runs, which is also what its session is for. */
export const algorithmsOf = (request: Pick<SearchRequest, "algorithms">, settings: Settings) =>
  request.algorithms ?? (settings.get("search.algorithms") as SearchAlgorithm[]);

/** Fills in what a request leaves out: from the settings, then from the profile, then from the data. */
export function resolveSearch(
  request: SearchRequest,
  settings: Settings,
  facts: SearchFacts,
): ResolvedSearch {
  const { strategies } = facts.view.matrix;
  const minSize = request.minSize ?? sizeWithin(settings.get("search.min_size"), strategies);
  const maxSize =
    request.maxSize ?? Math.max(minSize, sizeWithin(settings.get("search.max_size"), strategies));
  if (maxSize < minSize) {
    throw new Problem("bad-request", `The largest size ${maxSize} is below the smallest, ${minSize}.`);
  }
  if (maxSize > strategies) {
    throw new Problem(
      "bad-request",
      `${countOf(strategies, "strategy")} cannot make a portfolio of ${maxSize}.`,
      { remedy: `Ask for ${strategies} at most.` },
    );
  }
  const algorithms = algorithmsOf(request, settings);
  const { metric: _, mode: __, ...others } = request;
  const objective = objectiveOf(request, settings);
  checkOptions(request, objective);
  const quick = request.verdict.quick ?? settings.get("search.quick_verdict");
  const plan = { minSize, maxSize, algorithms, objective, warmStart: request.warmStart };
  const table = { observations: facts.observations, strategies };
  const overZones = facts.view.zones !== undefined;
  const {
    metric: ___,
    profile,
    ...scoring
  } = resolveObjective(request, settings, {
    overZones,
    fittedFloor: facts.fittedFloor,
  });
  return {
    ...others,
    profile,
    ...(isScored(objective) ? scoring : {}),
    objective,
    ...(objective === "believable" ? { slack: request.slack ?? settings.get("search.slack") } : {}),
    version: facts.view.manifest.version,
    minSize,
    maxSize,
    algorithms,
    seed: request.seed ?? settings.get("search.seed"),
    annualisation: facts.annualisation,
    evaluations:
      request.evaluations ?? (settings.get("search.max_evaluations") || defaultEvaluations(plan, table)),
    ...optional("seconds", request.seconds ?? settings.get("search.max_seconds")),
    ...optional("stagnation", request.stagnation ?? settings.get("search.stagnation")),
    // In one order, whether twins were asked for or not: capsules of the same search are the same text.
    verdict: {
      twins: request.verdict.twins ?? (quick ? quickTwins : usualTwins(objective, maxSize, settings, facts)),
      quick,
    },
    parameters: parametersInForce(request, settings),
    ulta: request.ulta ?? { kind: settings.get("analysis.ulta") ? "sum" : "off" },
  };
}

/** Of every algorithm: what the request says, over what the settings say. */
function parametersInForce({ parameters }: SearchRequest, settings: Settings): SearchRequest["parameters"] {
  const inForce = searchAlgorithm.options.map((id) => {
    const said = { ...settings.get(`parameters.${id}`), ...parameters[id] };
    return [id, said] as const;
  });
  return Object.fromEntries(inForce.filter(([, said]) => Object.keys(said).length > 0));
}

/** Twins where nobody asked for a number: the settings', or 99 where so many take no longer than a few seconds. */
function usualTwins(
  objective: SearchObjective,
  size: number,
  settings: Settings,
  { view, observations }: SearchFacts,
): number {
  const isAsked = settings.origin("search.twins").kind !== "default";
  const isCheap =
    objective === "believable" && choiceCost(observations, view.matrix.strategies, size) <= cheapChoice;
  return !isAsked && isCheap ? thoroughTwins : settings.get("search.twins");
}

/**
 * What a request maximises: as it says, else as the settings do; the legacy profile has the replaced system's metrics alone.
 */
export function objectiveOf(
  request: Pick<SearchRequest, "objective" | "metric" | "mode" | "profile">,
  settings: Settings,
): SearchObjective {
  const { objective, metric, mode } = request;
  const older = mode === "metric" || mode === undefined ? metric : mode;
  if (objective && older && objective !== older) {
    throw new Problem("bad-request", `The objective cannot be ${objective} and ${older} at once.`, {
      remedy: `Leave out the ${older === mode ? "mode" : "metric"}: the objective says it all.`,
    });
  }
  const isMetric = mode === "metric" || profileOf(request, settings) === "legacy";
  return objective ?? older ?? settings.get(isMetric ? "search.metric" : "search.objective");
}

/** Options that mean nothing beside an objective are told, not passed over. */
function checkOptions(request: SearchRequest, objective: SearchObjective): void {
  const refuse = (what: string, remedy: string): never => {
    throw new Problem("bad-request", `The objective "${objectiveTable[objective].title}" has no ${what}.`, {
      remedy,
    });
  };
  if (objective !== "believable" && request.slack !== undefined)
    refuse("slack", "Leave it out, or search for the objective believable.");
  if (isScored(objective)) return;
  const remedy = "Leave it out, or name an objective that has it: ratio, for one.";
  if (request.penaltyWeight !== undefined) refuse("penalty for correlation", remedy);
  if (request.drawdownThreshold !== undefined) refuse("drawdown threshold", remedy);
  if (request.drawdownFloor !== undefined) refuse("drawdown floor", remedy);
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

/**
 * How the engine scores the portfolios of a search; of those that it does not score, P&L over drawdown without a penalty.
 * `overZones`: rows are weighted sums of zones.
 */
export function searchObjective(search: ResolvedSearch, overZones: boolean): NativeObjective {
  const { objective } = search;
  const isMixed = objective === "enhanced" || objective === "hybrid";
  const single = metricObjective({
    metric: isMixed || !isScored(objective) ? "ratio" : objective,
    drawdownThreshold: search.drawdownThreshold ?? 0,
    drawdownFloor: search.drawdownFloor ?? 0,
    penaltyWeight: search.penaltyWeight ?? 0,
    overZones,
    peakFromZero: search.profile !== "legacy",
    annualisation: search.annualisation,
  });
  if (!isMixed) return single;
  const weights = new Float64Array(termCount);
  for (const [name, weight] of Object.entries(search.weights)) {
    weights[nativeIds.term[name as keyof typeof nativeIds.term]] = weight;
  }
  const metric = nativeIds.objective[objective];
  return { ...single, metric, weights, hybridShare: objective === "hybrid" ? search.hybridShare : 0 };
}
