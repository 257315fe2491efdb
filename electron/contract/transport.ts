import { z } from "zod";
import type { InputOf, Method, ResultOf } from "./method.ts";
import { problemReport } from "./problem.ts";

/** State of a running call, sent about four times a second. */
export const progress = z.object({
  /** What is being done now, for people: "Writing Parquet". */
  stage: z.string(),
  /** 0..1 over the whole call, absent while unknown. */
  fraction: z.number().min(0).max(1).optional(),
  /** A figure worth showing beside the bar: "41 MB of 600 MB". */
  detail: z.string().optional(),
  /** Stage-specific live data (a search's race), described by the method. */
  live: z.unknown().optional(),
});
export type Progress = z.infer<typeof progress>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The one way from a window (or a script) to the service. A failed call rejects with a Problem.
 * Implementations: a message port in the desktop, HTTP to the browser host, a direct call inside one process.
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
  "views-changed",
  "searches-changed",
  "jobs-changed",
  "settings-changed",
  "engine-changed",
  "alerts-changed",
] as const;

/** Something changed that a screen may be showing. */
export interface ServiceEvent {
  readonly kind: (typeof serviceEventKinds)[number];
}

/** Messages from a client to the service. Cancellation is a message; a client that goes away cancels all its calls. */
export const clientMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("call"), id: z.number().int(), method: z.string(), request: z.unknown() }),
  z.object({ kind: z.literal("cancel"), id: z.number().int() }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

/** Messages from the service to a client. Errors are values. */
export const serviceMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("progress"), id: z.number().int(), progress }),
  z.object({ kind: z.literal("result"), id: z.number().int(), result: z.unknown() }),
  z.object({ kind: z.literal("problem"), id: z.number().int(), problem: problemReport }),
  z.object({
    kind: z.literal("event"),
    event: z.object({ kind: z.enum(serviceEventKinds) }),
  }),
]);
export type ServiceMessage = z.infer<typeof serviceMessage>;
