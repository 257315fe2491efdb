import type { SearchAlgorithm } from "../../../contract/algorithms.ts";
import type { SessionHandle } from "./backend.ts";
import type { JudgementHandle } from "./believable.ts";
import type { NativeObjective } from "./figures.ts";

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
  readonly algorithm: SearchAlgorithm;
  readonly size: number;
  readonly seed: bigint;
  readonly objective: NativeObjective;
  /** The believable Sharpe ratio of this judgement is maximised in place of `objective`, whose peak alone then counts. */
  readonly believed?: JudgementHandle;
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
  /** No search: `start` alone is made a portfolio of the size and descends to a swap-local optimum, within the budget. */
  readonly descent?: boolean;
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
