/**
 * Long work on the one thread of the service, done in pieces: a generator yields wherever others may be answered. One function
 * serves those who need the result at once and those who have a window to answer meanwhile, to the same bits.
 */
import { type CallContext, stopIfCancelled } from "./context.ts";

/** Work in pieces of at most a few milliseconds. */
export type Steps<Result> = Generator<void, Result>;

/** Others are answered after so many milliseconds. */
const turnMs = 8;

/** The whole work in one piece: for small tables. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The work, with others answered in between. Throws Problem "cancelled" between two pieces. */
export async function inTurns<Result>(
  steps: Steps<Result>,
  call?: Pick<CallContext, "signal">,
): Promise<Result> {
  const turn = turnsOf(call);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}

/** Columns that are looked at between two chances for others: some milliseconds of the dearest look. */
const columnsAtOnce = 4096;

/** Looks at every one of a long list. */
export function* lookAtEach<One>(list: readonly One[], look: (one: One, at: number) => void): Steps<void> {
  for (let at = 0; at < list.length; at++) {
    look(list[at] as One, at);
    if (at % columnsAtOnce === columnsAtOnce - 1) yield;
  }
}

/** To be awaited between pieces of a loop: others are answered where the last time was long ago. */
export function turnsOf(call?: Pick<CallContext, "signal">): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMs) return;
    await new Promise(setImmediate);
    stopIfCancelled(call);
    began = performance.now();
  };
}
