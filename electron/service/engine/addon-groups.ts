/** The part of the addon's view that is about groups of observations; addon.ts exports it. */

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
