import type { ResultOf } from "../../contract/method.ts";
import type { engineMonitor } from "../../contract/methods/engine.ts";
import type { NativeStats } from "./addon/backend.ts";

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
  readonly #seen = new Set<string>();

  /** Takes a session on; the function that it answers is to be called just before the session is closed. */
  add(backend: string, read: () => Promise<NativeStats>): () => void {
    const entry = { backend, read };
    this.#open.add(entry);
    this.#seen.add(backend);
    return () => {
      if (!this.#open.delete(entry)) return;
      const last = read()
        .then((stats) => this.#note(backend, stats))
        .catch(() => {})
        .finally(() => this.#closing.delete(last));
      this.#closing.add(last);
    };
  }

  /** Backends with a session that is open, or was since this was last asked. */
  backendsInUse(): string[] {
    const names = new Set([...this.#seen, ...[...this.#open].map(({ backend }) => backend)]);
    this.#seen.clear();
    return [...names].sort();
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

export type BackendMonitor = ResultOf<typeof engineMonitor>["backends"][number];

/** A backend's account as the contract has it. operationNames: of the addon. */
export function describeAccount(
  name: string,
  account: BackendAccount,
  operationNames: readonly string[],
): BackendMonitor {
  const { open, closedTimes } = account;
  const sum = (figure: (stats: (typeof open)[number]) => number): number =>
    open.reduce((total, stats) => total + figure(stats), 0);
  const busiest = Math.max(-1, ...open.map((stats) => stats.utilisationPercent));
  return {
    name,
    sessions: open.length,
    memoryUsedBytes: sum((stats) => stats.memoryUsedBytes),
    // Sessions share what was free when the first of them opened.
    memoryLimitBytes: Math.max(0, ...open.map((stats) => stats.memoryLimitBytes)),
    memoryPeakBytes: account.peakBytes,
    utilisationPercent: busiest < 0 ? null : busiest,
    streamedSessions: open.filter((stats) => !stats.matrixResident).length,
    operations: operationNames.flatMap((operation, id) => {
      const at = (figure: number): number => {
        const place = id * figuresOfOperation + figure;
        return (closedTimes[place] ?? 0) + sum((stats) => stats.times[place] ?? 0);
      };
      if (at(0) === 0 || operation === reporting) return [];
      return {
        name: operation,
        runs: at(0),
        failed: at(1),
        wallMs: at(2),
        kernelMs: at(3),
        transferMs: at(4),
      };
    }),
  };
}

/** Asking for the figures is an operation, too, and no work of a user's. */
const reporting = "stats";

/** Figures of one operation in NativeStats.times. */
const figuresOfOperation = 5;

/** From the settings engine.warn_*, percent. */
export interface EngineThresholds {
  readonly memory: number;
  readonly failed: number;
  readonly transfer: number;
}

/** Device milliseconds below which a share of them says nothing. */
const tellingMilliseconds = 100;

const percent = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);

/** What of a backend's account a user should know, one sentence each. */
export function engineWarnings(monitor: BackendMonitor, thresholds: EngineThresholds): string[] {
  const warnings: string[] = [];
  const memory = percent(monitor.memoryUsedBytes, monitor.memoryLimitBytes);
  if (memory > thresholds.memory) {
    warnings.push(`${memory.toFixed(0)} % of the memory that may be used is taken.`);
  }
  if (monitor.streamedSessions > 0) {
    warnings.push("A matrix does not fit the device's memory and is sent again for every pass.");
  }
  for (const { name, runs, failed, kernelMs, transferMs } of monitor.operations) {
    const failing = percent(failed, runs);
    if (failing > thresholds.failed) {
      warnings.push(`${failing.toFixed(1)} % of ${runs} runs of ${name} failed.`);
    }
    const copying = percent(transferMs, kernelMs + transferMs);
    if (copying > thresholds.transfer && kernelMs + transferMs > tellingMilliseconds) {
      warnings.push(`Copying takes ${copying.toFixed(0)} % of the device's time in ${name}.`);
    }
  }
  return warnings;
}
