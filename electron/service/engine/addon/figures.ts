/** Requests and answers of metrics, groups, correlation and scores; ids are those of native-ids.ts. */

/** tsr_metric_config. */
export interface NativeMetricConfig {
  readonly profile: number;
  readonly annualisation: number;
  readonly riskFree: number;
  readonly mar: number;
  readonly capital: number;
}

/** Group of an observation that takes no part: TSR_NO_GROUP. */
export const noGroup = 0xffffffff;

/** tsr_group_stats_params */
export interface NativeGroupRequest {
  /** [T], noGroup = none. */
  readonly groupOf: Uint32Array;
  readonly groups: number;
  /** [T] finite, not negative; all the same when absent. */
  readonly weights?: Float64Array;
  /** tsr_group_statistic ids. */
  readonly statistics: Uint32Array;
  /** False: the running peak of the drawdown starts at the first equity value (legacy). */
  readonly peakFromZero: boolean;
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
  /** Absent = all pairs at once. */
  readonly part?: CorrelationPart;
  /** Present: the pass is over the strategies that are held, its part is a piece, and figures are of those. */
  readonly held?: HeldColumns | undefined;
}

/**
 * Strategies that were standardised in calls before, for whole strips from the first on; none has a missing cell. Those of the
 * session are put among them at `first`; where `first` is `count` they are not.
 */
export interface HeldColumns {
  /** heldRoom(strategies, observations) numbers of the backend's. */
  readonly cells: Float64Array;
  readonly varying: Uint8Array;
  readonly count: number;
  readonly first: number;
}

/** TSR_HELD_SPARE numbers, and strategies in whole strips. */
export const heldRoom = (strategies: number, observations: number, strip: number): number =>
  (2 << 17) + Math.ceil(strategies / strip) * strip * observations;

/**
 * A part of the pass over all pairs: these of its tiles, none where `first` lies behind the last. The units are sums of rho and
 * |rho| as whole numbers, one a strategy: they are added to in place, and the means rest on them. Any split, in any order,
 * comes to the bits of the whole. Of the processor's backend.
 */
export interface CorrelationPart {
  readonly first: number;
  /** At least 1. */
  readonly count: number;
  /** Stay 0 where no cell is missing. */
  readonly signedUnits: BigInt64Array;
  readonly absUnits: BigInt64Array;
  /** Absent: the session has all strategies of the table. */
  readonly piece?: CorrelationPiece;
  /** Present where the pass has blocks. */
  readonly blocks?: CorrelationBlocks;
}

/**
 * What a map's blocks came to so far, side x side each, added to in place; the blocks that a pass comes to are of all of it.
 */
export interface CorrelationBlocks {
  /** Sums of rho as whole numbers, from 0. */
  readonly units: BigInt64Array;
  /** From 1. */
  readonly least: Float64Array;
  /** From -1. */
  readonly largest: Float64Array;
  /**
   * Of a piece, whose strategies come in the map's order: the places there of the first, and of the first behind the split;
   * else 0.
   */
  readonly firstPlace: number;
  readonly behindPlace: number;
}

/** Sums of standardised cells that an observation has: TSR_CORRELATION_LANES. */
export const correlationLanes = 24;

/**
 * The session has one piece or two of a table, each of whole strips of strategies but for the last. Signed units are kept
 * whether cells are missing or not.
 */
export interface CorrelationPiece {
  /** Strategies of the table, which units, means and sums are of. */
  readonly whole: number;
  /** Pairs of the first so many strategies with the others alone; 0 = all pairs. */
  readonly split: number;
  /** Twice the sums of rho and of |rho|, added to in place: piece by piece in their order. */
  readonly sums: Float64Array;
  /** Of each observation correlationLanes sums, added to in place: piece by piece in their order. */
  readonly lanes?: Float64Array;
  /** The lanes of all pieces, which mean rho rests on where no cell of the table is missing; absent: it rests on the units. */
  readonly allLanes?: Float64Array;
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
  /** Of the whole pass, where a part was asked for; else 0. */
  readonly tiles: number;
  /** Whether the session has missing cells, where a piece was asked for; else false. */
  readonly anyMissing: boolean;
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

export interface NativeScores {
  readonly fitness: Float64Array;
  /** [portfolio][tsr_component] */
  readonly components: Float64Array;
}
