/**
 * The believable Sharpe ratio (native/believable): a table is judged once, then portfolios of any size are chosen from the
 * judgement, valued, weighted, and what to expect of them is measured. Everything hangs on the seed alone, not on threads or
 * the backend. All Sharpe ratios are a row.
 */

import type { NativeGrouping } from "./search.ts";

/**
 * An opaque, type-tagged handle: the rows that were judged and what was made of them. It outlives its session, for the rows go
 * with it, until it is closed or collected.
 */
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
  /** Each strategy's mean over the wanted rows is made so many times as large; absent = 1. */
  readonly stretch?: number;
  /** rho* to be used in place of the table's own, 2,001 values. */
  readonly correlation?: Float64Array;
  /** What an earlier judgement of the very same rows said of families under that correlation: they are not looked for again. */
  readonly families?: KnownFamilies;
  readonly threads: number;
}

export type KnownFamilies = Pick<NativeJudgement, "familySize" | "familyMean" | "familyCorrelation">;

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

/** One portfolio of one size: the limits are those of a search. */
export interface NativeChoiceRequest {
  readonly size: number;
  /** Share of the best value that may be given away for P&L / drawdown: 0..1; 0 = the value alone. */
  readonly slack: number;
  /** More such shares, each answered with a portfolio of its own: the curve of value against P&L / drawdown. */
  readonly frontier?: readonly number[];
  readonly peakFromZero: boolean;
  /** Of the pool that swaps are tried in; absent = 5 x size. It grows where limits ask for more. */
  readonly poolSize?: number;
  /** Where there are no more portfolios than this, every one is valued; absent = 2,000,000; 0 = never. */
  readonly enumerated?: number;
  /** Strategies that may be chosen, ascending; all N when absent. */
  readonly candidates?: Uint32Array;
  readonly mustInclude?: Uint32Array;
  /** A whole portfolio within the bounds of the groups that swaps begin from in place of the greedy one. */
  readonly start?: Uint32Array;
  readonly groupings?: readonly NativeGrouping[];
  /** No pair over this recorded correlation, 1 = no limit. */
  readonly maxPairCorrelation: number;
  /** Portfolios over this drawdown are infeasible, 0 = no limit; currency of the members' mean series. */
  readonly maxDrawdown: number;
  readonly threads: number;
}

/** A portfolio with what it was chosen by. */
export interface NativeChosen {
  /** Ascending strategy indices. */
  readonly members: Uint32Array;
  /** S of the members. */
  readonly value: number;
  /** ROI / max(drawdown, median deviation) of the members' mean series. */
  readonly ratio: number;
  /** 0 = every limit holds. */
  readonly violation: number;
}

export interface NativeChoice extends NativeChosen {
  /** The portfolio of the best S: the same as the members where slack is 0. */
  readonly best: NativeChosen;
  /** What each share of `frontier` gives, in its order. */
  readonly frontier: readonly NativeChosen[];
  /** S of the greedy portfolio that swaps began from; NaN where every portfolio was valued. */
  readonly greedy: number;
  /** The best S is proven, for every portfolio was valued. */
  readonly enumerated: boolean;
  /** Portfolios and swaps valued. */
  readonly judged: number;
  readonly poolSize: number;
}

/** How the error of figures is measured in the table that was judged. */
export interface NativeMeasureRequest {
  /** Of the draws, where none are given. */
  readonly seed: bigint;
  /** 20 draws of T row numbers of the judged table, [20][T]. */
  readonly draws?: Uint32Array;
  /** L of the verdict: rows that are drawn together; 1 = rows stand for themselves. */
  readonly block: number;
  readonly threads: number;
}

/** The measured error and what it makes of each strategy. */
export interface NativeMeasured {
  /** [N]; M of a portfolio is built on it. */
  readonly theta: Float64Array;
  /** V: what the rows' own autocorrelation does to the variance of a mean; 1 = nothing. */
  readonly variance: number;
  /** A and B. */
  readonly ratioMean: number;
  readonly ratioVariance: number;
  /** Density of the error in bins of 0.05 over -10..10: [400]; empty, as grid and prior, where the table is too small. */
  readonly kernel: Float64Array;
  /** [80] each. */
  readonly grid: Float64Array;
  readonly prior: Float64Array;
  /** The grid's point of no skill. */
  readonly centre: number;
}

export interface NativeBelieveRequest {
  /** Ascending strategy indices. */
  readonly members: Uint32Array;
  /** Most that one weight may be; absent = 2 / n. */
  readonly cap?: number;
  readonly threads: number;
}

/** What is believed of given members. */
export interface NativeBelieved {
  /** S. */
  readonly value: number;
  /** M, where `measureJudgement` was asked before; else NaN. */
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
  readonly weightedValues: {
    readonly believable: number;
    readonly inverseVolatility: number;
    readonly equalRisk: number;
    readonly equal: number;
  };
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
  /** The limit: a drawdown in currency, and the share of the paths that may break it. */
  readonly limit: number;
  readonly chance: number;
  /** Sizes whose chance of breaking the limit is wanted, 1 = as recorded. */
  readonly sizes: Float64Array;
}

export interface NativePaths {
  /** The deepest fall of every path at size 1, ascending, currency. */
  readonly drawdowns: Float64Array;
  /** The largest size that keeps the limit; Infinity where no path falls. */
  readonly honestSize: number;
  /** [sizes] */
  readonly chances: Float64Array;
}

/** Largest t of a table, of the same resampled, and of tables of noise; see native/believable/universe/universe.h. */
export interface NativeUniverseRequest {
  /** [T >= 2], each of a cell a strategy; NaN counts as 0. */
  readonly rows: readonly Float64Array[];
  readonly persistence: number;
  /** Of the largest t that are looked at together. */
  readonly size: number;
  /** Rows that are drawn together, a stretch. */
  readonly together: number;
  readonly draws: number;
  readonly tables: number;
  readonly drawsOfTable: number;
  /** Times that every stretch is in a sample: [draws + tables x drawsOfTable][stretches]. */
  readonly counts: Float64Array;
  /** Random rows of innovations: T of them, or T - 1 where rows persist. */
  readonly rowOf: Uint32Array;
  /** Two random words for every row of every table of noise, after `warmUp` rows where rows persist: [tables][rows][2]. */
  readonly words: Uint32Array;
  /** A row's cells come from columns up to so many further on. */
  readonly reach: number;
  readonly warmUp: number;
  readonly threads: number;
}

/** Means of the largest t, not yet brought to the spread that the weights of a sample should have. */
export interface NativeUniverse {
  readonly own: number;
  /** [draws] */
  readonly resampled: Float64Array;
  /** [tables] */
  readonly known: Float64Array;
  /** [tables][drawsOfTable] */
  readonly knownResampled: Float64Array;
}
