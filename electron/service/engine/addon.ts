/**
 * The only TypeScript view of the native addon (native/addon). build/check-addon-view.mjs fails when this file,
 * the C header and the addon drift apart. Nothing outside service/ sees it; friendly wrappers are beside it.
 *
 * Memory: JS allocates every buffer, native fills it (Electron forbids external buffers). Typed arrays may lie
 * over WASM memory or a SharedArrayBuffer; they are read in place, by pointer.
 * Errors: a rejected promise carries an Error with `code` = a name of NativeStatus and a message for people.
 */

import type {
  CellCounts,
  ColumnWatch,
  CsvDialect,
  CsvHandle,
  CsvOpened,
  CsvReadRequest,
  CsvRows,
} from "./addon-csv.ts";
import type { NativeGroupRequest } from "./addon-groups.ts";
import type { NativePlan, NativeShape, NativeStats } from "./addon-monitor.ts";

export * from "./addon-csv.ts";
export * from "./addon-groups.ts";
export * from "./addon-monitor.ts";

/** Names of tsr_status, in order. */
export const nativeStatus = [
  "ok",
  "bad-argument",
  "unsupported",
  "out-of-host-memory",
  "out-of-device-memory",
  "cancelled",
  "device-lost",
  "internal",
] as const;
export type NativeStatus = (typeof nativeStatus)[number];

/**
 * Memory of a tsr_control: 24 bytes, [int32 cancel, int32 reserved, int64 done, int64 total], read and written
 * while native code runs. Write cancel = 1 to stop.
 */
export type NativeControl = Int32Array;

/** Opaque, type-tagged handles. */
export type BackendHandle = { readonly __backend: unique symbol };
export type SessionHandle = { readonly __session: unique symbol };

// ---- backends -------------------------------------------------------------------------------------------

export interface BackendDescription {
  readonly handle: BackendHandle;
  readonly name: string;
  readonly version: string;
  readonly abiVersion: number;
  readonly score: number;
  /** Why score is 0; "" when it can run. */
  readonly reason: string;
  readonly devices: readonly DeviceDescription[];
}

export interface DeviceDescription {
  readonly name: string;
  readonly detail: string;
  readonly threadCount: number;
  readonly memoryBytes: number;
  readonly memoryFreeBytes: number;
}

export interface SessionOptions {
  readonly backend: BackendHandle;
  readonly device: number;
  readonly threads: number;
  readonly memoryLimitBytes: number;
  /** T arrays of N values; kept alive and borrowed until closeSession. */
  readonly rows: readonly Float64Array[];
  /** Rows that correlations are taken from when they are not `rows` (zone mode). */
  readonly correlationRows?: readonly Float64Array[];
}

/** tsr_metric_config. */
export interface NativeMetricConfig {
  readonly profile: number;
  readonly annualisation: number;
  readonly riskFree: number;
  readonly mar: number;
  readonly capital: number;
}

/** tsr_objective. `weights` has TSR_TERM_COUNT entries. */
export interface NativeObjective {
  readonly metric: number;
  readonly penalty: number;
  readonly peakFromZero: boolean;
  readonly penaltyWeight: number;
  readonly drawdownThreshold: number;
  readonly drawdownFloor: number;
  readonly annualisation: number;
  readonly hybridShare: number;
  readonly weights: Float64Array;
}

export interface CorrelationReduceRequest {
  readonly bins: number;
  readonly topK: number;
  /** Pairs with |rho| at or over it are listed, at most thresholdCapacity. */
  readonly threshold: number;
  readonly thresholdCapacity: number;
  readonly order?: Uint32Array;
  /** Of the observations that correlations are taken from, >= 0; one of weight 0 is as if absent. Absent = all alike. */
  readonly weights?: Float64Array | undefined;
  /** 0 = no block pyramid. */
  readonly blockSize: number;
}

export interface NativePairs {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly rho: Float64Array;
}

export interface CorrelationReduced {
  /** Pairs per bin; counts stay far below 2^53. */
  readonly histogram: Float64Array;
  readonly meanRho: Float64Array;
  readonly meanAbsRho: Float64Array;
  readonly maxAbsRho: Float64Array;
  readonly sumRho: number;
  readonly sumAbsRho: number;
  readonly top: NativePairs;
  readonly threshold: NativePairs;
  /** All pairs at or over the threshold, also those that did not fit. */
  readonly thresholdCount: number;
  readonly blockMean: Float32Array;
  readonly blockMin: Float32Array;
  readonly blockMax: Float32Array;
}

export interface NativeScores {
  readonly fitness: Float64Array;
  /** [portfolio][tsr_component] */
  readonly components: Float64Array;
}

// ---- search ---------------------------------------------------------------------------------------------

/** Order of the eight algorithms in native/search. */
export const nativeAlgorithms = ["ga", "pso", "sa", "de", "aco", "hc", "bo", "rs"] as const;
export type NativeAlgorithm = (typeof nativeAlgorithms)[number];

/** One way to sort the strategies into groups, with bounds per group. */
export interface NativeGrouping {
  /** Group of each strategy, [N]; 0xffffffff means none. */
  readonly groupOf: Uint32Array;
  /** Members of each group: at least, at most. */
  readonly minimum: Uint32Array;
  readonly maximum: Uint32Array;
  /** Balance: fitness - balanceWeight * sum over groups of |count - desired|. */
  readonly desired?: Float64Array;
  readonly balanceWeight?: number;
}

export interface NativeSearchRequest {
  readonly session: SessionHandle;
  readonly algorithm: NativeAlgorithm;
  readonly size: number;
  readonly seed: bigint;
  readonly objective: NativeObjective;
  /** Budget: single swaps and full scorings count one; swaps ruled out by a bound count 1/64. */
  readonly maxEvaluations: number;
  /** Wall-clock budget in seconds, 0 = none. A run stopped by the clock is not reproducible and says so. */
  readonly maxSeconds: number;
  /** Stop after this many evaluations without improvement, 0 = never. */
  readonly stagnation: number;
  /** Leave with a checkpoint after about this many seconds, 0 = never. Going on from it changes no result. */
  readonly pauseAfterSeconds: number;
  readonly threads: number;
  /** Strategies that may be chosen, ascending; all N when absent. */
  readonly candidates?: Uint32Array;
  readonly mustInclude?: Uint32Array;
  readonly groupings?: readonly NativeGrouping[];
  /** A portfolio of any size to start from. */
  readonly start?: Uint32Array;
  /** No pair over this correlation, 1 = no limit. */
  readonly maxPairCorrelation: number;
  /** Portfolios over this drawdown are infeasible, 0 = no limit. */
  readonly maxDrawdown: number;
  /** Algorithm parameters by documented name; unknown names are an error. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Of an earlier result of the same request. */
  readonly checkpoint?: Uint8Array;
  /**
   * Written by native while it runs, polled by JS:
   * [budget spent, best fitness, generation, temperature or swarm spread, seconds, curve length, evaluations, screened,
   * turn (odd while the members change), n members of the best, (spent, best) ...]
   */
  readonly live: Float64Array;
}

export interface NativeSearchResult {
  /** Ascending strategy indices. */
  readonly members: Uint32Array;
  readonly fitness: number;
  /** 0 = every limit holds. */
  readonly violation: number;
  /** Proven: no single allowed swap improves it. */
  readonly swapOptimal: boolean;
  readonly evaluations: number;
  /** Swaps ruled out by a bound, without scoring. */
  readonly screened: number;
  readonly generations: number;
  readonly seconds: number;
  readonly stopped: "budget" | "seconds" | "stagnation" | "converged" | "cancelled" | "paused";
  /** False when the clock ended the run. */
  readonly reproducible: boolean;
  /** To go on from, when cancelled, paused or out of seconds; else empty. */
  readonly checkpoint: Uint8Array;
}

/** A knob of an algorithm. */
export interface NativeSearchParameter {
  readonly name: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly meaning: string;
}

// ---- the addon ------------------------------------------------------------------------------------------

export interface TesseraAddon {
  readonly version: string;
  readonly abiVersion: number;
  /** [T][N] native byte length of one tsr_control. */
  readonly controlBytes: number;

  csvOpen(
    path: string,
    dialect: CsvDialect,
    options: { threads: number; sha256: boolean },
    control: NativeControl,
  ): Promise<CsvOpened>;
  csvReadRows(request: CsvReadRequest, control: NativeControl): Promise<CsvRows>;
  csvClose(handle: CsvHandle): void;
  /** One array of cells per observation, not to be changed meanwhile. */
  countCells(rows: readonly Float64Array[]): Promise<CellCounts>;
  /** The next rows, in time order, each of a cell per column. One call at a time per `watch`. */
  watchColumns(rows: readonly Float64Array[], watch: ColumnWatch): Promise<void>;

  /** dlopen + version check. Throws with a reason. */
  loadBackend(libraryPath: string): BackendDescription;
  /** Throws like openSession when the session could not be opened. */
  planSession(backend: BackendHandle, shape: NativeShape): NativePlan;
  openSession(options: SessionOptions, control: NativeControl): Promise<SessionHandle>;
  closeSession(session: SessionHandle): void;
  /** Rejects with "unsupported" when the backend keeps no such account. */
  sessionStats(session: SessionHandle): Promise<NativeStats>;

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

  search(request: NativeSearchRequest, control: NativeControl): Promise<NativeSearchResult>;
  searchParameters(): Readonly<Record<NativeAlgorithm, readonly NativeSearchParameter[]>>;
}
