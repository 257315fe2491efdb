import type { SearchRequest } from "../../contract/search.ts";
import type { SearchResult } from "../../contract/search-result.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { Inversion } from "../analysis/ulta/decide.ts";
import { withView } from "../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { executeSearch } from "../search/execute.ts";

/** What the search of one zone came to. */
export interface ZonePortfolio {
  readonly zone: string;
  readonly result: SearchResult;
  readonly finishedAt: Date;
  readonly inversions: readonly Inversion[];
  readonly dates: readonly string[];
  /** Mean of the members on the zone's own rows, currency. */
  readonly pnl: Float64Array;
  /** Members among the strategies of the dataset; -1 in `signs` where ULTA turned it. */
  readonly source: Uint32Array;
  readonly signs: Int8Array;
}

/** Searches on the rows of one zone, after ULTA on those rows. Sizes over the number of strategies become it. */
export function searchOneZone(
  zone: string,
  request: SearchRequest,
  context: ServiceContext,
  call: CallContext,
): Promise<ZonePortfolio> {
  const ofZone = { ...request, rows: { kind: "zone" as const, zone } };
  return withView(ofZone, context, call, async ({ view, session }) => {
    const most = view.matrix.strategies;
    const sizes = {
      ...(request.minSize === undefined ? {} : { minSize: Math.min(request.minSize, most) }),
      ...(request.maxSize === undefined ? {} : { maxSize: Math.min(request.maxSize, most) }),
    };
    const result = await executeSearch({ ...ofZone, ...sizes }, { context, view, session }, call);
    const { columns } = result.best;
    const turned = new Set(view.inversions.map((one) => one.index));
    const source = Uint32Array.from(columns, (column) => view.source[column] as number);
    return {
      zone,
      result,
      finishedAt: new Date(),
      inversions: view.inversions,
      dates: view.observations.map((one) => one.date),
      pnl: portfolioPnl(view.matrix, columns),
      source,
      signs: Int8Array.from(source, (index) => (turned.has(index) ? -1 : 1)),
    };
  });
}

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

/** The call of step `k` of `n` equal steps: its progress is that part of the whole, with the step's name in front. */
export function partOfCall(call: CallContext, name: string, k: number, n: number): CallContext {
  return {
    signal: call.signal,
    progress: (progress) =>
      call.progress({
        ...progress,
        stage: `${name}: ${progress.stage}`,
        fraction: Math.min(1, (k + (progress.fraction ?? 0)) / n),
      }),
  };
}
