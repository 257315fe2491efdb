/** Threads that one run puts to use: the islands of a run of ordinary budget. */
const threadsOfRun = 2;

export interface PlanWidth {
  /** Runs at a time. */
  readonly runs: number;
  /** Threads of each. */
  readonly threads: number;
}

/** How a plan shares the processor: `chains` is how many runs can go on without waiting for each other. */
export function planWidth(threads: number, chains: number): PlanWidth {
  const runs = Math.max(1, Math.min(chains, Math.floor(threads / threadsOfRun)));
  return { runs, threads: Math.max(1, Math.floor(threads / runs)) };
}
