import { describe, expect, it } from "vitest";
import { workLoop } from "../../../electron/service/jobs/loop.ts";
import { newJob } from "../../../electron/service/jobs/record.ts";
import type { JobStore } from "../../../electron/service/jobs/store.ts";
import type { JobWorker } from "../../../electron/service/jobs/worker.ts";

const job = newJob({ method: "m", title: "t", request: {}, source: "queue", maxAttempts: 3, after: null });

function loop(store: Partial<JobStore>, worker: Partial<JobWorker>) {
  const waits: number[] = [];
  const stop = new AbortController();
  const done = workLoop({
    store: { prune: async () => {}, cancelAsked: async () => [], ...store } as JobStore,
    worker: { count: 0, isRunning: () => false, cancel: () => false, ...worker } as JobWorker,
    concurrency: 1,
    history: { kept: 10, bytes: 1e9 },
    scanIntervalMs: 100,
    forever: true,
    stop: stop.signal,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      if (waits.length === 12) stop.abort();
      await new Promise((resolve) => setImmediate(resolve));
    },
    scan: async () => {},
  });
  return { waits, done };
}

describe("workLoop", () => {
  it("waits longer and longer when a job's file cannot be written", async () => {
    let runs = 0;
    const { waits, done } = loop(
      { ids: async () => [job.id], read: async (place) => (place === "queue" ? job : undefined) },
      {
        run: async () => {
          runs++;
          throw new Error("EACCES");
        },
      },
    );
    await done;
    const pauses = waits.filter((wait) => wait > 100);
    expect(pauses.slice(0, 5)).toEqual([200, 400, 800, 1600, 3200]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * 60_000);
    // Only the first attempt comes without a wait before it.
    expect(runs).toBeLessThanOrEqual(waits.length + 1);
  });

  it("waits longer and longer when the folder cannot be read", async () => {
    const { waits, done } = loop({ ids: () => Promise.reject(new Error("EIO")) }, {});
    await done;
    expect(waits.slice(0, 4)).toEqual([200, 400, 800, 1600]);
  });
});
