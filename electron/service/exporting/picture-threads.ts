import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const mostThreads = 16;

/** Beside this file in the sources, beside the bundle in a build; undefined where neither is there. */
function workerScript(): string | undefined {
  return ["./picture-worker.ts", "./picture-worker.js"]
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((file) => existsSync(file));
}

let ahead: Worker[] = [];

/**
 * Starts drawing threads while other work goes on, for `pictures` that are to come: loading the chart library takes a thread longer
 * than drawing. They wait without keeping the process alive until pictureThreads takes them.
 */
export function startPictureThreads(pictures: number): void {
  if (ahead.length > 0) return;
  ahead = makeThreads(pictures);
  for (const thread of ahead) {
    // What goes wrong here goes wrong again for whoever draws, and is told there.
    thread.on("error", () => {});
    thread.unref();
  }
}

/** Threads that draw, at most one per picture; the caller terminates them. None where there is one processor. */
export function pictureThreads(pictures: number): Worker[] {
  const started = ahead;
  ahead = [];
  for (const thread of started) thread.ref();
  return started.length > 0 ? started : makeThreads(pictures);
}

function makeThreads(pictures: number): Worker[] {
  const script = workerScript();
  const count = Math.min(mostThreads, availableParallelism(), pictures);
  return script && count > 1 ? Array.from({ length: count }, () => new Worker(script)) : [];
}
