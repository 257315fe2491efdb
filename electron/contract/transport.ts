import type { InputOf, Method, ResultOf } from "./method.ts";
import type { Progress } from "./progress.ts";

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The one way from a window (or a script) to the service. A failed call rejects with a Problem.
 * Implementations: Electron message port, WebSocket of the browser host, direct call inside one process.
 */
export interface Transport {
  call<M extends Method>(method: M, request: InputOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
  /** Service events (datasets changed, job finished); returns the unsubscribe function. */
  subscribe(listener: (event: ServiceEvent) => void): () => void;
  close(): void;
}

export const serviceEventKinds = [
  "datasets-changed",
  "portfolios-changed",
  "jobs-changed",
  "settings-changed",
  "engine-changed",
] as const;

/** Something changed that a screen may be showing. */
export interface ServiceEvent {
  readonly kind: (typeof serviceEventKinds)[number];
}
