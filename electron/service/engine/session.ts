import type { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import type { SessionAccounts } from "./accounts.ts";
import { type NativeControl, newControl, type TesseraAddon } from "./addon/addon.ts";
import type { SessionHandle, SessionOptions } from "./addon/backend.ts";
import type {
  CorrelationReduced,
  CorrelationReduceRequest,
  NativeGroupRequest,
  NativeMetricConfig,
  NativeObjective,
  NativeScores,
} from "./addon/figures.ts";
import type { NativeSearchRequest, NativeSearchResult } from "./addon/search.ts";
import { nativeProblem } from "./native-problem.ts";

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

/** Opens a session on a backend and wraps the addon's functions with cancellation, progress and Problems. */
export async function openEngineSession(
  addon: TesseraAddon,
  backendName: string,
  options: SessionOptions,
  accounts: SessionAccounts,
): Promise<EngineSession> {
  const handle: SessionHandle = await withControl((control) => addon.openSession(options, control));
  const settle = accounts.add(backendName, () => addon.sessionStats(handle));
  const firstRow = options.rows[0];
  return {
    backend: backendName,
    observations: options.rows.length,
    strategies: firstRow ? firstRow.length : 0,
    metrics: (metrics, config, strategies, call) =>
      withControl(
        (control) => addon.metrics(handle, metrics, config, strategies ?? null, control),
        call,
        "Computing metrics",
      ),
    groupStats: (request, strategies, call) =>
      withControl(
        (control) => addon.groupStats(handle, request, strategies ?? null, control),
        call,
        "Measuring groups of observations",
      ),
    inversionFigures: (call) => withControl((control) => addon.inversionFigures(handle, control), call),
    correlationReduce: (request, call) =>
      withControl(
        (control) => addon.correlationReduce(handle, request, control),
        call,
        "Correlating all pairs",
      ),
    correlationMatrix: (rows, columns, weights) =>
      withControl(() => addon.correlationMatrix(handle, rows, columns, weights)),
    scorePortfolios: (members, size, objective, call) =>
      withControl((control) => addon.scorePortfolios(handle, members, size, objective, control), call),
    search: (request, call) =>
      withControl((control) => addon.search({ ...request, session: handle }, control), call),
    close() {
      settle();
      addon.closeSession(handle);
    },
  };
}

/** Opens the session that goes on after `problem`; undefined when nothing can. */
type Successor = (problem: Problem) => Promise<EngineSession> | undefined;

/**
 * A session that goes on elsewhere when its device fails: the operation that failed is repeated there, and so is everything
 * after it. `backend` then names the new place.
 */
export function fallbackSession(first: EngineSession, successor: Successor): EngineSession {
  let current = first;
  let moving: Promise<void> | undefined;

  async function attempt<Result>(work: (session: EngineSession) => Promise<Result>): Promise<Result> {
    const session = current;
    try {
      return await work(session);
    } catch (error) {
      const problem = nativeProblem(error);
      // Several operations may fail at once; the first of them moves the session.
      if (current === session && !moving) {
        moving = successor(problem)?.then((next) => {
          current = next;
        });
      }
      if (!moving) throw problem;
      await moving;
      if (current === session) throw problem;
      return work(current);
    }
  }

  return {
    get backend() {
      return current.backend;
    },
    observations: first.observations,
    strategies: first.strategies,
    metrics: (...args) => attempt((session) => session.metrics(...args)),
    groupStats: (...args) => attempt((session) => session.groupStats(...args)),
    inversionFigures: (...args) => attempt((session) => session.inversionFigures(...args)),
    correlationReduce: (...args) => attempt((session) => session.correlationReduce(...args)),
    correlationMatrix: (...args) => attempt((session) => session.correlationMatrix(...args)),
    scorePortfolios: (...args) => attempt((session) => session.scorePortfolios(...args)),
    search: (...args) => attempt((session) => session.search(...args)),
    close() {
      first.close();
      if (current !== first) current.close();
    },
  };
}

const pollMilliseconds = 100;

/**
 * Runs native work under a tsr_control: the call's abort signal sets `cancel`, and its progress is polled while
 * the work goes on. `total` here and in native is in units of the operation.
 */
export async function withControl<T>(
  work: (control: NativeControl) => Promise<T>,
  call?: CallContext,
  stage?: string,
): Promise<T> {
  const control = newControl();
  const cancel = (): void => {
    control[0] = 1;
  };
  if (call?.signal.aborted) cancel();
  call?.signal.addEventListener("abort", cancel);
  const timer =
    call && stage
      ? setInterval(() => {
          const fraction = fractionOf(control);
          call.progress(fraction === undefined ? { stage } : { stage, fraction });
        }, pollMilliseconds)
      : undefined;
  try {
    return await work(control);
  } catch (error) {
    throw nativeProblem(error);
  } finally {
    clearInterval(timer);
    call?.signal.removeEventListener("abort", cancel);
  }
}

/** Reads `done` and `total` of a tsr_control, as fractions 0..1 or undefined while the total is unknown. */
function fractionOf(control: NativeControl): number | undefined {
  const counts = new BigInt64Array(control.buffer, control.byteOffset + 8, 2);
  const total = Number(counts[1]);
  return total > 0 ? Math.min(1, Number(counts[0]) / total) : undefined;
}
