import type { SearchRequest } from "../../contract/search.ts";
import type { SearchResult } from "../../contract/search-result.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import { withView } from "../analysis/view/with-view.ts";
import type { CallContext } from "../call-context.ts";
import { executeSearch } from "../search/execute.ts";
import type { ServiceContext } from "../service-context.ts";

/** Portfolios that hold the same strategies in every zone. */
export interface OverallSearch {
  readonly result: SearchResult;
  readonly strategies: readonly string[];
  readonly dates: readonly string[];
  /** Weighted daily series of each run of `result`, currency. */
  readonly pnl: readonly Float64Array[];
}

/** Searches over the weighted zones. ULTA stays off: the replaced system turned strategies within a zone only. */
export function searchOverZones(
  weights: Readonly<Record<string, number>>,
  request: SearchRequest,
  context: ServiceContext,
  call: CallContext,
): Promise<OverallSearch> {
  const over = {
    ...request,
    rows: { kind: "weighted-zones" as const, weights: { ...weights } },
    ulta: { kind: "off" as const },
  };
  return withView(over, context, call, async ({ view, session }) => {
    const result = await executeSearch(over, { context, view, session }, call);
    return {
      result,
      strategies: view.strategies,
      dates: view.observations.map((one) => one.date),
      pnl: result.runs.map((run) => portfolioPnl(view.matrix, run.columns)),
    };
  });
}
