import type { SearchRequest } from "../../contract/search.ts";
import type { SearchResult } from "../../contract/search-result.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { Inversion } from "../analysis/ulta/decide.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import { withView } from "../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { executeSearch, type KnownParts } from "../search/execute.ts";
import { algorithmsOf } from "../search/resolve.ts";

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

/** The search on the rows of one zone, after ULTA on those rows. */
export const ofOneZone = (zone: string, request: SearchRequest): SearchRequest => ({
  ...request,
  rows: { kind: "zone", zone },
});

/** Sizes of a zone's search: those over the number of strategies become it. */
export function sizesWithin({ minSize, maxSize }: SearchRequest, { matrix }: AnalysisView) {
  const most = matrix.strategies;
  return {
    ...(minSize === undefined ? {} : { minSize: Math.min(minSize, most) }),
    ...(maxSize === undefined ? {} : { maxSize: Math.min(maxSize, most) }),
  };
}

/** Searches on the rows of one zone. `known`: parts of it that were computed elsewhere. */
export function searchOneZone(
  zone: string,
  request: SearchRequest,
  context: ServiceContext,
  call: CallContext,
  known?: KnownParts,
): Promise<ZonePortfolio> {
  const ofZone = ofOneZone(zone, request);
  return withView(
    ofZone,
    context,
    call,
    async ({ view, session }) => {
      const asked = { ...ofZone, ...sizesWithin(ofZone, view) };
      const result = await executeSearch(asked, { context, view, session, known }, call);
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
    },
    "small-batches",
    algorithmsOf(request, context.settings),
  );
}

/** Portfolios that hold the same strategies in every zone. */
export interface OverallSearch {
  readonly result: SearchResult;
  readonly strategies: readonly string[];
  readonly dates: readonly string[];
  /** Weighted daily series of each run of `result`, currency. */
  readonly pnl: readonly Float64Array[];
  /** Place of each strategy among those of the dataset. */
  readonly source: Uint32Array;
}

/** The search over the weighted zones. ULTA stays off: the replaced system turned strategies within a zone only. */
export const overAllZones = (
  weights: Readonly<Record<string, number>>,
  request: SearchRequest,
): SearchRequest => ({
  ...request,
  rows: { kind: "weighted-zones", weights: { ...weights } },
  ulta: { kind: "off" },
});

/** Searches over the weighted zones. */
export function searchOverZones(
  weights: Readonly<Record<string, number>>,
  request: SearchRequest,
  context: ServiceContext,
  call: CallContext,
  known?: KnownParts,
): Promise<OverallSearch> {
  const over = overAllZones(weights, request);
  return withView(
    over,
    context,
    call,
    async ({ view, session }) => {
      const result = await executeSearch(over, { context, view, session, known }, call);
      return {
        result,
        strategies: view.strategies,
        source: view.source,
        dates: view.observations.map((one) => one.date),
        pnl: result.runs.map((run) => portfolioPnl(view.matrix, run.columns)),
      };
    },
    "small-batches",
    algorithmsOf(request, context.settings),
  );
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
