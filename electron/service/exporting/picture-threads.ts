import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const mostThreads = 12;

/** Beside this file in the sources, beside the bundle in a build; undefined where neither is there. */
function workerScript(): string | undefined {
  return ["./picture-worker.ts", "./picture-worker.js"]
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((file) => existsSync(file));
}

/**
 * Starts threads that draw, at most one per `pictures`; the caller terminates them. Loading the chart library takes a thread
 * longer than drawing, so they may be started ahead. None where there is one processor or the script is missing.
 */
export function pictureThreads(pictures: number): Worker[] {
  const script = workerScript();
  const count = Math.min(mostThreads, availableParallelism(), pictures);
  return script && count > 1 ? Array.from({ length: count }, () => new Worker(script)) : [];
}
