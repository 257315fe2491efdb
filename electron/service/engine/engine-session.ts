import type { CallContext } from "../call-context.ts";
import type {
  CorrelationReduced,
  CorrelationReduceRequest,
  NativeGroupRequest,
  NativeMetricConfig,
  NativeObjective,
  NativeScores,
  NativeSearchRequest,
  NativeSearchResult,
} from "./addon.ts";

/** A matrix loaded on a backend. Close it; a cancelled call rejects with a Problem of code "cancelled". */
export interface EngineSession {
  readonly backend: string;
  readonly observations: number;
  readonly strategies: number;
  /** [metric][strategy], metric ids of native-ids.ts. */
  metrics(
    metrics: Uint32Array,
    config: NativeMetricConfig,
    strategies?: Uint32Array,
    call?: CallContext,
  ): Promise<Float64Array>;
  /** [statistic][group][strategy], ids of native-ids.ts. */
  groupStats(
    request: NativeGroupRequest,
    strategies?: Uint32Array,
    call?: CallContext,
  ): Promise<Float64Array>;
  /** [figure][strategy]: what ULTA decides by, ids of native-ids.ts. */
  inversionFigures(call?: CallContext): Promise<Float64Array>;
  correlationReduce(request: CorrelationReduceRequest, call?: CallContext): Promise<CorrelationReduced>;
  /** rows x columns, row-major. weights: one per observation that correlations are taken from; absent = all alike. */
  correlationMatrix(rows: Uint32Array, columns: Uint32Array, weights?: Float64Array): Promise<Float64Array>;
  /** `members` is [portfolios][size], each ascending. */
  scorePortfolios(
    members: Uint32Array,
    size: number,
    objective: NativeObjective,
    call?: CallContext,
  ): Promise<NativeScores>;
  search(request: Omit<NativeSearchRequest, "session">, call?: CallContext): Promise<NativeSearchResult>;
  close(): void;
}
