import { Worker } from "node:worker_threads";
import { Problem } from "../contract/problem.ts";
import type { CallContext } from "./context.ts";

/** What the body of such a thread tells, by postMessage: how far it is, or its answer, or what went wrong. */
export type FromThread<Answer> =
  | { readonly fraction: number }
  | { readonly answer: Answer }
  | { readonly error: string };

/**
 * Runs a script with a task on a thread of its own, so that the caller's goes on meanwhile; `told` hears how far it is.
 * A cancel ends it at once. Throws Problem "cancelled", or Error with what the thread says.
 */
export async function onThread<Task, Answer>(
  script: string,
  task: Task,
  { signal }: Pick<CallContext, "signal">,
  told: (fraction: number) => void = () => undefined,
): Promise<Answer> {
  if (signal.aborted) throw new Problem("cancelled", "Cancelled.");
  const thread = new Worker(script, { workerData: task });
  let stop = (): void => undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      stop = () => reject(new Problem("cancelled", "Cancelled."));
      signal.addEventListener("abort", stop, { once: true });
      thread.on("message", (message: FromThread<Answer>) => {
        if ("fraction" in message) told(message.fraction);
        else if ("answer" in message) resolve(message.answer);
        else reject(new Error(message.error));
      });
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`a thread ended before its work (code ${code})`)));
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await thread.terminate();
  }
}
