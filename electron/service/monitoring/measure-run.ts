/** Times, bytes and memory of one run, stage by stage. */
import { readFileSync } from "node:fs";
import type { RunRecord } from "../../contract/methods/monitor.ts";
import type { Progress } from "../../contract/transport.ts";

interface Counted {
  readonly at: number;
  readonly read: number | null;
  readonly written: number | null;
}

/** Bytes that the process has read and written so far, where the system counts them (Linux). */
function countedNow(): Counted {
  const at = performance.now();
  try {
    const text = readFileSync("/proc/self/io", "utf8");
    const of = (name: string) => Number(new RegExp(`^${name}: (\\d+)`, "m").exec(text)?.[1] ?? Number.NaN);
    return { at, read: of("rchar"), written: of("wchar") };
  } catch {
    return { at, read: null, written: null };
  }
}

const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

/** Milliseconds between two looks at the process's memory. */
const lookMs = 200;

/** Milliseconds between two looks at the processor time of the loop. */
const turnMs = 10;

/**
 * The longest piece of processor time in which the loop came to nothing else. Processor time, because on a busy machine a
 * thread waits for its turn however short its work is.
 */
class PauseMeter {
  #last = loopSeconds();
  #longest = 0;
  readonly #timer = setInterval(() => this.#look(), turnMs).unref();

  /** Ends the measurement; null where the system does not count what a thread uses. */
  finish(): number | null {
    clearInterval(this.#timer);
    this.#look();
    return this.#last === null ? null : this.#longest;
  }

  #look(): void {
    const now = loopSeconds();
    if (now !== null && this.#last !== null) this.#longest = Math.max(this.#longest, now - this.#last);
    this.#last = now;
  }
}

/** Processor seconds that this thread has used. */
function loopSeconds(): number | null {
  try {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1e6;
  } catch {
    return null;
  }
}

export class RunMeter {
  readonly #pauses = new PauseMeter();
  readonly #startedAt = new Date().toISOString();
  readonly #begin = countedNow();
  readonly #stages: RunRecord["stages"] = [];
  #stage: { readonly name: string; readonly from: Counted } = { name: "Beginning", from: this.#begin };
  #peak = process.memoryUsage.rss();
  #lookedAt = performance.now();

  /** To be called with every progress of the run. */
  note({ stage }: Pick<Progress, "stage">): void {
    const now = performance.now();
    if (now - this.#lookedAt > lookMs) {
      this.#lookedAt = now;
      this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
    }
    if (stage !== this.#stage.name) this.#endStage(stage);
  }

  /** The run as it is kept. */
  finish(): Omit<RunRecord, "method" | "dataset" | "backends" | "problem"> {
    this.#endStage("");
    const end = countedNow();
    return {
      at: this.#startedAt,
      seconds: (end.at - this.#begin.at) / 1000,
      stages: this.#stages.slice(0, mostStages),
      bytesRead: difference(end.read, this.#begin.read),
      bytesWritten: difference(end.written, this.#begin.written),
      longestPauseSeconds: this.#pauses.finish(),
      peakMemoryBytes: Math.max(this.#peak, process.memoryUsage.rss()),
      process: process.pid,
    };
  }

  #endStage(next: string): void {
    const { name, from } = this.#stage;
    const now = countedNow();
    const seconds = (now.at - from.at) / 1000;
    const known = this.#stages.find((one) => one.name === name);
    const part = {
      name,
      seconds,
      bytesRead: difference(now.read, from.read),
      bytesWritten: difference(now.written, from.written),
      memoryBytes: process.memoryUsage.rss(),
    };
    // A stage that comes again, as those of many sizes do, is one.
    if (known) {
      known.seconds += seconds;
      known.bytesRead = known.bytesRead === null ? null : known.bytesRead + (part.bytesRead ?? 0);
      known.bytesWritten = known.bytesWritten === null ? null : known.bytesWritten + (part.bytesWritten ?? 0);
      known.memoryBytes = part.memoryBytes;
    } else this.#stages.push(part);
    this.#stage = { name: next, from: now };
  }
}

/** Of one run: names of stages hold names of strategies and sizes at times. */
const mostStages = 50;
