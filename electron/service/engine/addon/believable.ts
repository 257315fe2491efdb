/**
 * The believable Sharpe ratio (native/believable): a table is judged once, then portfolios of any size are chosen from the
 * judgement, valued, weighted, and what to expect of them is measured. Everything hangs on the seed alone, not on threads or
 * the backend. All Sharpe ratios are a row.
 */

/** An opaque, type-tagged handle; it holds the session's rows and what was made of them until it is closed. */
export type JudgementHandle = { readonly __judgement: unique symbol };

/** Which rows are judged: all as they are, or those of a fold, of a step forward, of a twin. */
export interface NativeJudgeRequest {
  readonly seed: bigint;
  /** Row numbers of the session in the order wanted; one may stand more than once. Absent = all. */
  readonly rows?: Uint32Array;
  /** +1 or -1 for each of `rows` (or of all rows): the twin's signs. */
  readonly signs?: Int8Array;
  /** Each strategy's mean over all rows of the session is taken off first: a bootstrap twin has no skill. */
  readonly centred?: boolean;
  /** rho* to be used in place of the table's own, 2,001 values. */
  readonly correlation?: Float64Array;
  readonly threads: number;
}

/** Arrays are [N] unless said. */
export interface NativeJudgement {
  readonly handle: JudgementHandle;
  readonly observations: number;
  /** t: mean / deviation; 0 for a strategy that does not vary. */
  readonly sharpe: Float64Array;
  readonly deviation: Float64Array;
  /** theta: the believable Sharpe ratio. */
  readonly theta: Float64Array;
  readonly familySize: Uint32Array;
  readonly familyMean: Float64Array;
  readonly familyCorrelation: Float64Array;
  readonly combined: Float64Array;
  readonly error: Float64Array;
  /** v: volatility weights. */
  readonly weight: Float64Array;
  /** rho* for r = -1, -0.999, ..., 1: [2001]. */
  readonly correlation: Float64Array;
  /** The smallest r of a family, or 2 where no pair is of one. */
  readonly familyThreshold: number;
  /** [80] each, or empty where the table is too small for a prior. */
  readonly grid: Float64Array;
  readonly prior: Float64Array;
  readonly meanCorrelation: number;
  readonly withinVariance: number;
  readonly betweenVariance: number;
  readonly reliability: number;
  readonly exponent: number;
}

export interface NativeChoiceRequest {
  readonly size: number;
  /** Share of the best value that may be given away for ROI / drawdown: 0..1; 0 = the value alone. */
  readonly slack: number;
  readonly peakFromZero: boolean;
  /** Of the pool; absent = 5 x size. */
  readonly poolSize?: number;
  /** Strategies that may be chosen, ascending; all N when absent. */
  readonly candidates?: Uint32Array;
  readonly mustInclude?: Uint32Array;
}

export interface NativeChoice {
  /** Ascending strategy indices. */
  readonly members: Uint32Array;
  /** S of the members. */
  readonly value: number;
  /** The best S, and the portfolio that has it: the same as members where slack is 0. */
  readonly best: number;
  readonly bestMembers: Uint32Array;
  /** S of the greedy portfolio that swaps began from. */
  readonly greedy: number;
  /** ROI / max(drawdown, median deviation) of the members' mean series. */
  readonly ratio: number;
  readonly swapsJudged: number;
}

/** The measured error and what it makes of each strategy. */
export interface NativeMeasured {
  /** [N]; M of a portfolio is built on it. */
  readonly theta: Float64Array;
  readonly variance: number;
  readonly ratioMean: number;
  readonly ratioVariance: number;
  readonly kernel: Float64Array;
  readonly grid: Float64Array;
  readonly prior: Float64Array;
  readonly centre: number;
}

/** What is believed of given members. */
export interface NativeBelieved {
  /** S. */
  readonly value: number;
  /** M, where the error was measured; else NaN. */
  readonly measured: number;
  /** Deviation of the members' mean series as recorded, and as believed (rho*): currency. */
  readonly recordedDeviation: number;
  readonly believedDeviation: number;
  /** [n][n] */
  readonly correlation: Float64Array;
  /** [n] each, summing to 1. */
  readonly weights: {
    readonly believable: Float64Array;
    readonly inverseVolatility: Float64Array;
    readonly equalRisk: Float64Array;
  };
  /** S of these weights and of equal ones, in weights of money: w sd theta / sqrt(w sd rho* sd w). */
  readonly weightedValue: number;
  readonly equalValue: number;
}

/** Paths of a portfolio's next rows; see native/believable/honest_size.h. */
export interface NativePathRequest {
  /** Recorded rows of the portfolio in time order, currency. */
  readonly series: Float64Array;
  /** E. */
  readonly expected: number;
  /** Rows that E was estimated from. */
  readonly estimatedRows: number;
  /** m >= 1: max(believed, recorded, fold deviation) / recorded deviation. */
  readonly volatilityFactor: number;
  /** L. */
  readonly block: number;
  readonly horizon: number;
  readonly paths: number;
  readonly seed: bigint;
  readonly threads: number;
}
