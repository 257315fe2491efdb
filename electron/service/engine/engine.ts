import type { PnlMatrix } from "../pnl-matrix.ts";
import type { EngineSession } from "./engine-session.ts";
import type { SessionWork } from "./order-for-work.ts";

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

/** Finds the backends, probes and chooses one, opens sessions on it. */
export interface Engine {
  report(): Promise<BackendReport[]>;
  open(matrix: PnlMatrix, options?: OpenSessionOptions): Promise<EngineSession>;
}
