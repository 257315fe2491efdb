/** Threads that one run puts to use: the islands of a run of ordinary budget. */
const threadsOfRun = 2;
/** Searches that a device has at a time: each keeps a few of its multiprocessors busy, and the host little. */
const runsOnDevice = 16;

export interface PlanWidth {
  /** Runs at a time. */
  readonly runs: number;
  /** Threads of each. */
  readonly threads: number;
}

/** How a plan shares the processor, or a device: `chains` is how many runs can go on without waiting for each other. */
export function planWidth(threads: number, chains: number, onCpu: boolean): PlanWidth {
  const runs = Math.max(1, Math.min(chains, onCpu ? Math.floor(threads / threadsOfRun) : runsOnDevice));
  return { runs, threads: Math.max(1, Math.floor(threads / runs)) };
}
