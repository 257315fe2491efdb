import type { CallContext } from "../../context.ts";
import { withControl } from "../with-control.ts";
import type { NativeControl } from "./addon.ts";
import type { SessionHandle } from "./backend.ts";
import type {
  CorrelationReduced,
  CorrelationReduceRequest,
  NativeGroupRequest,
  NativeMetricConfig,
  NativeObjective,
  NativeScores,
} from "./figures.ts";

/** What is computed on a session, as the addon has it. */
export interface NativeOperations {
  /** Returns [metric][strategy]. */
  metrics(
    session: SessionHandle,
    metrics: Uint32Array,
    config: NativeMetricConfig,
    strategies: Uint32Array | null,
    control: NativeControl,
  ): Promise<Float64Array>;
  /** Returns [statistic][group][strategy]. */
  groupStats(
    session: SessionHandle,
    request: NativeGroupRequest,
    strategies: Uint32Array | null,
    control: NativeControl,
  ): Promise<Float64Array>;
  /** Returns [tsr_inversion_figure][strategy]. */
  inversionFigures(session: SessionHandle, control: NativeControl): Promise<Float64Array>;
  correlationReduce(
    session: SessionHandle,
    request: CorrelationReduceRequest,
    control: NativeControl,
  ): Promise<CorrelationReduced>;
  /** `weights` as in CorrelationReduceRequest. */
  correlationMatrix(
    session: SessionHandle,
    rows: Uint32Array,
    columns: Uint32Array,
    weights?: Float64Array,
  ): Promise<Float64Array>;
  /** `members` is [portfolios][size]. */
  scorePortfolios(
    session: SessionHandle,
    members: Uint32Array,
    size: number,
    objective: NativeObjective,
    control: NativeControl,
  ): Promise<NativeScores>;
}

/** The same as the service calls it: with cancellation, progress and Problems. */
export const operationsOf = (addon: NativeOperations, handle: SessionHandle) => ({
  /** [metric][strategy], metric ids of native-ids.ts. */
  metrics: (
    metrics: Uint32Array,
    config: NativeMetricConfig,
    strategies?: Uint32Array,
    call?: CallContext,
  ): Promise<Float64Array> =>
    withControl(
      (control) => addon.metrics(handle, metrics, config, strategies ?? null, control),
      call,
      "Computing metrics",
    ),
  /** [statistic][group][strategy], ids of native-ids.ts. */
  groupStats: (
    request: NativeGroupRequest,
    strategies?: Uint32Array,
    call?: CallContext,
  ): Promise<Float64Array> =>
    withControl(
      (control) => addon.groupStats(handle, request, strategies ?? null, control),
      call,
      "Measuring groups of rows",
    ),
  /** [figure][strategy]: what ULTA decides by, ids of native-ids.ts. */
  inversionFigures: (call?: CallContext): Promise<Float64Array> =>
    withControl((control) => addon.inversionFigures(handle, control), call),
  correlationReduce: (request: CorrelationReduceRequest, call?: CallContext): Promise<CorrelationReduced> =>
    withControl(
      (control) => addon.correlationReduce(handle, request, control),
      call,
      "Correlating all pairs",
    ),
  /** rows x columns, row-major. weights: one per observation that correlations are taken from; absent = all alike. */
  correlationMatrix: (
    rows: Uint32Array,
    columns: Uint32Array,
    weights?: Float64Array,
  ): Promise<Float64Array> => withControl(() => addon.correlationMatrix(handle, rows, columns, weights)),
  /** `members` is [portfolios][size], each ascending. */
  scorePortfolios: (
    members: Uint32Array,
    size: number,
    objective: NativeObjective,
    call?: CallContext,
  ): Promise<NativeScores> =>
    withControl((control) => addon.scorePortfolios(handle, members, size, objective, control), call),
});
export type Operations = ReturnType<typeof operationsOf>;

/** All of them, each on the session that is in force when it is called. */
export function operationsOn(attempt: Attempt): Operations {
  const names = Object.keys(
    operationsOf({} as NativeOperations, {} as SessionHandle),
  ) as (keyof Operations)[];
  const all = names.map((name) => [
    name,
    (...args: never[]) =>
      attempt((session) => (session[name] as (...args: never[]) => Promise<unknown>)(...args)),
  ]);
  return Object.fromEntries(all) as Operations;
}
type Attempt = <Result>(work: (session: Operations) => Promise<Result>) => Promise<Result>;
