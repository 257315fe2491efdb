import type { NativeStats } from "./addon.ts";

/** The sessions of one backend in this process: those that are open, and what the closed ones came to. */
export interface BackendAccount {
  readonly open: readonly NativeStats[];
  /** [tsr_op][runs, failed, wall ms, kernel ms, transfer ms] of the closed ones. */
  readonly closedTimes: Float64Array;
  /** Most memory in use at a time that was seen, bytes. */
  readonly peakBytes: number;
}

interface Entry {
  readonly backend: string;
  readonly read: () => Promise<NativeStats>;
}

/** Keeps account of every session of the engine, for monitoring. */
export class SessionAccounts {
  readonly #open = new Set<Entry>();
  readonly #closed = new Map<string, { times: Float64Array; peak: number }>();
  readonly #closing = new Set<Promise<void>>();

  /** Takes a session on; the function that it answers is to be called just before the session is closed. */
  add(backend: string, read: () => Promise<NativeStats>): () => void {
    const entry = { backend, read };
    this.#open.add(entry);
    return () => {
      if (!this.#open.delete(entry)) return;
      const last = read()
        .then((stats) => this.#note(backend, stats))
        .catch(() => {})
        .finally(() => this.#closing.delete(last));
      this.#closing.add(last);
    };
  }

  /** The backend's account as of now. */
  async of(backend: string): Promise<BackendAccount> {
    await Promise.all(this.#closing);
    const answers = [...this.#open]
      .filter((entry) => entry.backend === backend)
      .map((entry) => entry.read().catch(() => null));
    const open = (await Promise.all(answers)).filter((stats) => stats !== null);
    const closed = this.#closed.get(backend);
    const now = open.reduce((sum, stats) => sum + stats.memoryPeakBytes, 0);
    return {
      open,
      closedTimes: closed?.times ?? new Float64Array(0),
      peakBytes: Math.max(now, closed?.peak ?? 0),
    };
  }

  #note(backend: string, stats: NativeStats): void {
    const before = this.#closed.get(backend);
    const times = stats.times.map((value, index) => value + (before?.times[index] ?? 0));
    this.#closed.set(backend, { times, peak: Math.max(before?.peak ?? 0, stats.memoryPeakBytes) });
  }
}
