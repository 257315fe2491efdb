import type { ResultOf } from "../../contract/method.ts";
import type { engineSelfTest } from "../../contract/methods/engine.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import type { SessionWork } from "./best-on-cpu.ts";
import type { BackendMonitor } from "./describe-account.ts";
import type { BackendPlan } from "./describe-plan.ts";
import type { EngineSession } from "./engine-session.ts";

/** One backend that was looked at, and what came of it. */
export interface BackendReport {
  readonly name: string;
  readonly used: boolean;
  /** Why it is used, or why it is not, in words for the user. */
  readonly reason: string;
  readonly version: string | null;
  readonly devices: readonly {
    readonly name: string;
    readonly detail: string;
    readonly threadCount: number;
    readonly memoryBytes: number;
    readonly memoryFreeBytes: number;
  }[];
}

export interface OpenSessionOptions {
  /** Rows correlations are taken from when they differ from the matrix (zone mode). */
  readonly correlationSource?: PnlMatrix;
  /** Threads for this session, default from the settings. */
  readonly threads?: number;
  /** What the session is for, default "passes". */
  readonly work?: SessionWork;
}

/** A matrix that is not there yet. */
export interface PlannedShape {
  readonly strategies: number;
  readonly observations: number;
  /** Rows that correlations are taken from, default the same. */
  readonly correlationObservations?: number | undefined;
  /** Bytes, default the limit of the settings; 0 = none. */
  readonly memoryLimitBytes?: number | undefined;
}

/** Finds the backends, probes and chooses one, opens sessions on it. */
export interface Engine {
  report(): Promise<BackendReport[]>;
  open(matrix: PnlMatrix, options?: OpenSessionOptions): Promise<EngineSession>;
  /** Memory and times of every backend that can be used, so far. */
  monitor(): Promise<BackendMonitor[]>;
  /** What a session of this shape will take on every backend that can be used. */
  plan(shape: PlannedShape): Promise<BackendPlan[]>;
  /** Compares every backend that can be used with figures published elsewhere. */
  selfTest(): Promise<ResultOf<typeof engineSelfTest>["backends"]>;
}
