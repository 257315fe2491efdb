import type { InputOf } from "../../electron/contract/method.ts";
import type { searchRun } from "../../electron/contract/methods/search.ts";
import type { zoneSearch } from "../../electron/contract/methods/zone.ts";
import type { useView } from "../state/view.ts";
import type { SearchForm } from "./search-form.ts";

type View = NonNullable<ReturnType<typeof useView>>;

/** Keeps what is not null under its name. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** The smaller first, where both are said. */
const inOrder = (from: number | null, to: number | null) =>
  from !== null && to !== null && to < from ? [to, from] : [from, to];

/** The request of a form on a view of a dataset. */
export function toSearchRequest(form: SearchForm, view: View): InputOf<typeof searchRun> {
  const { algorithms, seed, metric, penaltyWeight, drawdownThreshold, drawdownFloor } = form;
  const { evaluations, seconds, stagnation, excludeConstant, maxPairCorrelation, maxDrawdown } = form;
  const [minSize, maxSize] = inOrder(form.minSize, form.maxSize);
  const objective = { metric, penaltyWeight, drawdownThreshold, drawdownFloor };
  const groupings =
    form.groupBy === "none"
      ? []
      : [{ by: form.groupBy, ...(form.groupMax ? { each: { max: form.groupMax } } : {}) }];
  return {
    ...view,
    ...given({ minSize, maxSize, algorithms, seed, ...objective, evaluations, seconds, stagnation }),
    ...given({ excludeConstant }),
    mode: form.mode,
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
export function toZoneSearchRequest(form: SearchForm, view: View): InputOf<typeof zoneSearch> {
  const { rows, ...request } = toSearchRequest(form, view);
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
