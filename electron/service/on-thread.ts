import { Worker } from "node:worker_threads";
import { Problem } from "../contract/problem.ts";
import type { CallContext } from "./context.ts";

/** What the body of such a thread says, by postMessage: something on its way, then its answer. What it throws is told, too. */
export type FromThread<Told, Answer> = { readonly told: Told } | { readonly answer: Answer };

/**
 * Runs a script with a task on a thread of its own, so that the caller's goes on meanwhile; `told` hears what it says on
 * its way. What is known later alone is sent as soon as it is there; memory that is `given` goes there and is no longer the
 * caller's. A cancel ends it at once. Throws Problem "cancelled", or what the thread throws.
 */
export async function onThread<Task, Told, Answer>(
  script: string,
  task: Task,
  { signal }: Pick<CallContext, "signal">,
  told: (told: Told) => void,
  { later, given = [] }: { readonly later?: Promise<unknown>; readonly given?: readonly ArrayBuffer[] } = {},
): Promise<Answer> {
  if (signal.aborted) throw new Problem("cancelled", "Cancelled.");
  const thread = new Worker(script, { workerData: task, transferList: [...given] });
  void later?.then((known) => thread.postMessage(known));
  let stop = (): void => undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      stop = () => reject(new Problem("cancelled", "Cancelled."));
      signal.addEventListener("abort", stop, { once: true });
      thread.on("message", (message: FromThread<Told, Answer>) => {
        if ("told" in message) told(message.told);
        else resolve(message.answer);
      });
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`a thread ended before its work (code ${code})`)));
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await thread.terminate();
  }
}
