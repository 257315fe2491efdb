/** What the addon says of backends, their sessions, and the memory and time that these take. */

import type { StoredRows } from "../../pnl-matrix.ts";

/** Opaque, type-tagged handles. */
export type BackendHandle = { readonly __backend: unique symbol };

export type SessionHandle = { readonly __session: unique symbol };

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

/** Row t is cells[t * stride] and the `strategies` - 1 behind it. */
export interface RowsInOnePiece {
  readonly cells: Float64Array;
  readonly stride: number;
  readonly observations: number;
  readonly strategies: number;
}

export interface SessionOptions {
  readonly backend: BackendHandle;
  readonly device: number;
  readonly threads: number;
  readonly memoryLimitBytes: number;
  /** T arrays of N values, or all in one piece, kept alive and borrowed until closeSession; or rows of a stored matrix. */
  readonly rows: readonly Float64Array[] | RowsInOnePiece | StoredPart;
  /** Rows that correlations are taken from when they are not `rows` (zone mode). */
  readonly correlationRows?: readonly Float64Array[] | StoredPart;
}

/** What a session makes of a stored matrix with rows x strategies cells lies in its folder, too. */
export type StoredPart = Pick<StoredRows, "matrix" | "index">;

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
