import { Problem } from "../contract/problem.ts";
import type { Progress } from "../contract/transport.ts";

/** What every handler gets beside its request: one signal to obey, one place to report to. */
export interface CallContext {
  /** Aborted on cancel, on a lost client and on shutdown. Handlers look at it at least every 50 ms of work. */
  readonly signal: AbortSignal;
  /** Cheap to call often; the transport thins it to about 10 Hz. */
  progress(progress: Progress): void;
}

/** Throws Problem "cancelled" once the caller has given up. Between steps that cannot be interrupted. */
export function stopIfCancelled(call: CallContext | undefined): void {
  if (call?.signal.aborted) throw new Problem("cancelled", "Cancelled.");
}
