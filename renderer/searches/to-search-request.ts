import type { InputOf } from "../../electron/contract/method.ts";
import type { searchRun } from "../../electron/contract/methods/search.ts";
import type { useView } from "../state/view.ts";
import type { SearchForm } from "./search-form.ts";

/** Keeps what is not null under its name. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** The request of a form on a view of a dataset. */
export function toSearchRequest(
  form: SearchForm,
  view: NonNullable<ReturnType<typeof useView>>,
): InputOf<typeof searchRun> {
  const { penaltyWeight, drawdownThreshold, evaluations, seconds, stagnation } = form;
  const groupings =
    form.groupBy === "none"
      ? []
      : [{ by: form.groupBy, ...(form.groupMax ? { each: { max: form.groupMax } } : {}) }];
  return {
    ...view,
    minSize: Math.min(form.minSize, form.maxSize),
    maxSize: Math.max(form.minSize, form.maxSize),
    algorithms: form.algorithms,
    seed: form.seed,
    mode: form.mode,
    metric: form.metric,
    profile: form.profile,
    ...given({ penaltyWeight, drawdownThreshold, evaluations, seconds, stagnation }),
    verdict: form.twins === null ? {} : { twins: form.twins },
    warmStart: form.warmStart,
    constraints: {
      include: form.include,
      exclude: form.exclude,
      excludeConstant: form.excludeConstant,
      ...given({ maxPairCorrelation: form.maxPairCorrelation, maxDrawdown: form.maxDrawdown }),
      groupings,
    },
  };
}
