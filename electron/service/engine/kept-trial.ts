import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { basename, join } from "node:path";
import { z } from "zod";

/** What a trial was of: the library, the devices that it may see, the time since which the machine and its driver run. */
const trial = z.object({
  path: z.string(),
  bytes: z.number(),
  changedAt: z.number(),
  devices: z.string(),
  bootedAt: z.number(),
});
type Trial = z.infer<typeof trial>;

/** The clock may be set, and `uptime` counts in seconds. */
const sameBootMs = 60_000;

/**
 * That a backend library opened a session here since the machine was started: it need not be tried out in another process
 * again, which takes a second of every command. The answer is taken away before the library is loaded and put back once it
 * works, so that a crash or a hang of its start costs one process, and the next one tries it out again. Nothing is kept where
 * the folder cannot be written.
 */
export class KeptTrials {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, "engine");
  }

  /** Whether the library need not be tried out. */
  isKept(path: string): boolean {
    try {
      const kept = trial.parse(JSON.parse(readFileSync(this.#file(path), "utf8")));
      const now = trialOf(path);
      const sameBoot = Math.abs(kept.bootedAt - now.bootedAt) < sameBootMs;
      return sameBoot && JSON.stringify({ ...kept, bootedAt: 0 }) === JSON.stringify({ ...now, bootedAt: 0 });
    } catch {
      return false;
    }
  }

  /** As isKept; from here on it is not. Of two processes one alone is told so. */
  take(path: string): boolean {
    const kept = this.isKept(path);
    try {
      rmSync(this.#file(path));
      return kept;
    } catch {
      return false;
    }
  }

  /** The library opened a session in this process. */
  put(path: string): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(this.#file(path), JSON.stringify(trialOf(path)));
    } catch {
      // The next process tries the library out again.
    }
  }

  #file(path: string): string {
    return join(this.#folder, `${basename(path)}.json`);
  }
}

function trialOf(path: string): Trial {
  const { size, mtimeMs } = statSync(path);
  return {
    path,
    bytes: size,
    changedAt: mtimeMs,
    devices: process.env.CUDA_VISIBLE_DEVICES ?? "all",
    bootedAt: Date.now() - uptime() * 1000,
  };
}
