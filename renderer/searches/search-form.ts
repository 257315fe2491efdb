import { z } from "zod";
import { type SearchAlgorithm, searchAlgorithm } from "../../electron/contract/algorithms.ts";
import type { KeptSearch } from "../../electron/contract/kept-search.ts";
import type { InputOf } from "../../electron/contract/method.ts";
import type { searchRun } from "../../electron/contract/methods/search.ts";
import { zoneSearch } from "../../electron/contract/methods/zone.ts";
import {
  isScored,
  plainMetric,
  type SearchObjective,
  searchObjective,
} from "../../electron/contract/objectives.ts";
import { weightScheme } from "../../electron/contract/portfolio.ts";
import { sizeWithin } from "../../electron/contract/search.ts";
import { datasetStore } from "../state/by-dataset.ts";
import type { useView } from "../state/view.ts";

/** What the search screen's form says. Null leaves a value out of the request, to the settings and the profile. */
export const searchForm = z.object({
  /** One search on the rows of the view, or a portfolio for every intraday zone. */
  over: z.enum(["rows", "zones"]),
  /** Sizes of a single zone's portfolio. Null = those of the search. */
  zoneMinSize: z.number().int().nullable(),
  zoneMaxSize: z.number().int().nullable(),
  /** Algorithms over the weighted zones; empty leaves that search out. */
  overallAlgorithms: z.array(searchAlgorithm),
  minSize: z.number().int().nullable(),
  maxSize: z.number().int().nullable(),
  algorithms: z.array(searchAlgorithm).nullable(),
  seed: z.number().int().nullable(),
  seeds: z.number().int().nullable().default(null),
  objective: searchObjective.nullable().default(null),
  slack: z.number().nullable().default(null),
  weighting: weightScheme.nullable().default(null),
  penaltyWeight: z.number().nullable(),
  drawdownThreshold: z.number().nullable(),
  drawdownFloor: z.number().nullable(),
  evaluations: z.number().nullable(),
  seconds: z.number().nullable(),
  stagnation: z.number().nullable(),
  twins: z.number().int().nullable(),
  warmStart: z.boolean(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  excludeConstant: z.boolean().nullable(),
  maxPairCorrelation: z.number().nullable(),
  maxDrawdown: z.number().nullable(),
  groupBy: z.enum(["none", "underlying", "entry", "window", "zone", "regime"]),
  groupMax: z.number().nullable(),
});
export type SearchForm = z.infer<typeof searchForm>;

/** What a request that says nothing means: the same from the window as from anywhere else. */
const { constraints, ...unasked } = zoneSearch.request.parse({ dataset: "any" });

export const untouchedForm: SearchForm = {
  over: "rows",
  zoneMinSize: unasked.zoneMinSize ?? null,
  zoneMaxSize: unasked.zoneMaxSize ?? null,
  overallAlgorithms: unasked.overallAlgorithms,
  minSize: unasked.minSize ?? null,
  maxSize: unasked.maxSize ?? null,
  algorithms: unasked.algorithms ?? null,
  seed: unasked.seed ?? null,
  seeds: unasked.seeds ?? null,
  objective: unasked.objective ?? null,
  slack: unasked.slack ?? null,
  weighting: null,
  penaltyWeight: unasked.penaltyWeight ?? null,
  drawdownThreshold: unasked.drawdownThreshold ?? null,
  drawdownFloor: unasked.drawdownFloor ?? null,
  evaluations: unasked.evaluations ?? null,
  seconds: unasked.seconds ?? null,
  stagnation: unasked.stagnation ?? null,
  twins: unasked.verdict.twins ?? null,
  warmStart: unasked.warmStart,
  include: constraints.include,
  exclude: constraints.exclude,
  excludeConstant: unasked.excludeConstant ?? null,
  maxPairCorrelation: constraints.maxPairCorrelation ?? null,
  maxDrawdown: constraints.maxDrawdown ?? null,
  groupBy: "none",
  groupMax: null,
};

/** The form of each dataset as it was last left. */
export const searchForms = datasetStore("search-form", searchForm, untouchedForm);

/** What holds where the form says nothing, as `inForce` tells it: the text of a setting, undefined before it is known. */
export function leftToSettings(
  inForce: (key: string) => string | undefined,
  strategies = Number.POSITIVE_INFINITY,
) {
  const isLegacy = inForce("analysis.profile") === "legacy";
  /** A setting whose 0 means something else. */
  const unless0 = (key: string, otherwise: string) => {
    const text = inForce(key) ?? "0";
    return text === "0" ? otherwise : text;
  };
  const size = (key: string) => {
    const text = inForce(key) ?? "";
    return text === "" ? Number.NaN : sizeWithin(Number(text), strategies);
  };
  const minSize = size("search.min_size");
  const said = (value: number) => (Number.isNaN(value) ? "" : String(value));
  return {
    minSize: said(minSize),
    maxSize: said(Math.max(minSize, size("search.max_size"))),
    algorithms: (inForce("search.algorithms") ?? "")
      .split(/[\s,]+/)
      .filter((name): name is SearchAlgorithm => searchAlgorithm.safeParse(name).success),
    seed: inForce("search.seed") ?? "",
    objective: isLegacy
      ? (plainMetric.safeParse(inForce("search.metric")).data ?? "ratio")
      : (searchObjective.safeParse(inForce("search.objective")).data ?? "believable"),
    slack: inForce("search.slack") ?? "",
    penaltyWeight: inForce("search.penalty_weight") ?? "",
    drawdownThreshold: inForce("search.drawdown_threshold") ?? "",
    drawdownFloor: unless0("search.drawdown_floor", isLegacy ? "none" : "fitted"),
    evaluations: unless0("search.max_evaluations", "fitted"),
    seconds: unless0("search.max_seconds", "no limit"),
    stagnation: unless0("search.stagnation", "never"),
    twins: inForce("search.twins") ?? "",
    excludeConstant: !isLegacy && inForce("search.exclude_constant") === "true",
  };
}

/** What every part of the form is given. */
export interface FormPartProps {
  readonly form: SearchForm;
  readonly set: (change: Partial<SearchForm>) => void;
  /** Shown where the form says nothing. */
  readonly otherwise: ReturnType<typeof leftToSettings>;
}

type View = NonNullable<ReturnType<typeof useView>>;

/** Keeps what is not null under its name. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** The smaller first, where both are said. */
const inOrder = (from: number | null, to: number | null) =>
  from !== null && to !== null && to < from ? [to, from] : [from, to];

/** What a form says of the objective, without what that one has not. `otherwise` holds where the form names none. */
function objectiveOf(form: SearchForm, otherwise: SearchObjective) {
  const { objective, slack, penaltyWeight, drawdownThreshold, drawdownFloor } = form;
  const inForce = objective ?? otherwise;
  return {
    objective,
    ...(inForce === "believable" ? { slack } : {}),
    ...(isScored(inForce) ? { penaltyWeight, drawdownThreshold, drawdownFloor } : {}),
  };
}

/** The request of a form on a view of a dataset. `otherwise`: the objective where the form names none. */
export function toSearchRequest(
  form: SearchForm,
  view: View,
  otherwise: SearchObjective = "believable",
): InputOf<typeof searchRun> {
  const { algorithms, seed, seeds } = form;
  const { evaluations, seconds, stagnation, excludeConstant, maxPairCorrelation, maxDrawdown } = form;
  const [minSize, maxSize] = inOrder(form.minSize, form.maxSize);
  const objective = objectiveOf(form, otherwise);
  const groupings =
    form.groupBy === "none"
      ? []
      : [{ by: form.groupBy, ...(form.groupMax ? { each: { max: form.groupMax } } : {}) }];
  return {
    ...view,
    ...given({ minSize, maxSize, algorithms, seed, seeds, ...objective, evaluations, seconds, stagnation }),
    ...given({ excludeConstant, weighting: form.weighting }),
    verdict: form.twins === null ? {} : { twins: form.twins },
    warmStart: form.warmStart,
    constraints: {
      include: form.include,
      exclude: form.exclude,
      ...given({ maxPairCorrelation, maxDrawdown }),
      groupings,
    },
  };
}

/** The request of a form for a portfolio of every zone. The view says how much each zone weighs. */
export function toZoneSearchRequest(
  form: SearchForm,
  view: View,
  otherwise: SearchObjective = "believable",
): InputOf<typeof zoneSearch> {
  // Zones' portfolios have equal weights.
  const { rows, weighting: _, ...request } = toSearchRequest(form, view, otherwise);
  const [zoneMinSize, zoneMaxSize] = inOrder(
    form.zoneMinSize ?? form.minSize,
    form.zoneMaxSize ?? form.maxSize,
  );
  return {
    ...request,
    ...(rows?.kind === "weighted-zones" ? { zoneWeights: rows.weights ?? {} } : {}),
    ...given({ zoneMinSize, zoneMaxSize }),
    overallAlgorithms: form.overallAlgorithms,
  };
}

/** The form that asks what a kept search was asked. */
export function formFrom({ kind, request }: Pick<KeptSearch, "kind" | "request">): SearchForm {
  const asked = zoneSearch.request.safeParse(request).data;
  if (!asked) return untouchedForm;
  const { constraints: limits, verdict, objective = null, ...rest } = asked;
  const [grouping] = limits.groupings;
  const groupBy = searchForm.shape.groupBy.safeParse(grouping?.by).data ?? "none";
  const plain = Object.fromEntries(
    Object.keys(untouchedForm).map((key) => [key, (rest as Record<string, unknown>)[key] ?? null]),
  );
  const parsed = searchForm.safeParse({
    ...untouchedForm,
    ...plain,
    over: kind,
    overallAlgorithms: asked.overallAlgorithms,
    warmStart: asked.warmStart,
    objective,
    twins: verdict.twins ?? null,
    include: limits.include,
    exclude: limits.exclude,
    maxPairCorrelation: limits.maxPairCorrelation ?? null,
    maxDrawdown: limits.maxDrawdown ?? null,
    groupBy,
    groupMax: grouping?.each.max ?? null,
  });
  return parsed.data ?? untouchedForm;
}
