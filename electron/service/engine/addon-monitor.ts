/** The part of the addon's view that tells about memory and times; addon.ts exports it. */

/** tsr_plan: shape of a session that is not open yet. */
export interface NativeShape {
  readonly device: number;
  readonly strategies: number;
  readonly observations: number;
  /** 0 = the same rows. */
  readonly correlationObservations: number;
  readonly memoryLimitBytes: number;
}

export interface NativePlan {
  readonly installedBytes: number;
  readonly freeBytes: number;
  readonly reserveBytes: number;
  readonly budgetBytes: number;
  /** [tsr_plan_part] */
  readonly parts: Float64Array;
  readonly panels: number;
  readonly panelStrategies: number;
  readonly resident: boolean;
}

/** tsr_stats_params: a session so far; sums over its devices. */
export interface NativeStats {
  readonly deviceCount: number;
  readonly memoryLimitBytes: number;
  readonly memoryUsedBytes: number;
  readonly memoryPeakBytes: number;
  /** -1 = the device does not say. */
  readonly utilisationPercent: number;
  /** False when the matrix is streamed from the host. */
  readonly matrixResident: boolean;
  /** [tsr_op][runs, failed, wall ms, kernel ms, transfer ms] */
  readonly times: Float64Array;
}
