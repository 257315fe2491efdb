import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { scriptBeside } from "../script-beside.ts";

const mostThreads = 16;

let ahead: Worker[] = [];

/**
 * Starts drawing threads while other work goes on, for `pictures` that are to come: loading the chart library takes a thread longer
 * than drawing. They wait without keeping the process alive until pictureThreads takes them.
 */
export function startPictureThreads(pictures: number): void {
  if (ahead.length > 0) return;
  ahead = makeThreads(pictures);
  for (const thread of ahead) {
    // What goes wrong here goes wrong again for whoever draws, with threads of its own, and is told there.
    thread.on("error", () => {});
    thread.on("exit", () => {
      ahead = ahead.filter((other) => other !== thread);
    });
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
  const script = scriptBeside(import.meta.dirname, "picture-worker.ts", "picture-worker.js");
  const count = Math.min(mostThreads, availableParallelism(), pictures);
  return script && count > 1 ? Array.from({ length: count }, () => new Worker(script)) : [];
}
