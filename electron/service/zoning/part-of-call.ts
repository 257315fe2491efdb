import type { CallContext } from "../call-context.ts";

/** The call of step `k` of `n` equal steps: its progress is that part of the whole, with the step's name in front. */
export function partOfCall(call: CallContext, name: string, k: number, n: number): CallContext {
  return {
    signal: call.signal,
    progress: (progress) =>
      call.progress({
        ...progress,
        stage: `${name}: ${progress.stage}`,
        fraction: Math.min(1, (k + (progress.fraction ?? 0)) / n),
      }),
  };
}
