import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../call-context.ts";

/** Throws Problem "cancelled" once the caller has given up. Between steps that cannot be interrupted. */
export function stopIfCancelled(call: CallContext | undefined): void {
  if (call?.signal.aborted) throw new Problem("cancelled", "Cancelled.");
}
