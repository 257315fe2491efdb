import { Problem } from "../contract/problem.ts";
import { watchOthers } from "../service/datasets/watch-others.ts";
import type { Service } from "../service/service.ts";

const patienceMs = 10_000;

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Works on the job queue and the watch folder, and says what other programs do to datasets, until `signal` is aborted. While
 * another process does, it waits to take over. Resolves when the last job has stopped.
 */
export async function workOnJobs(service: Service, signal: AbortSignal): Promise<void> {
  watchOthers(service.context, signal);
  while (!signal.aborted) {
    try {
      await service.context.jobs.work({ forever: true, signal, progress: () => {} });
    } catch (error) {
      const isBusy = error instanceof Problem && error.report.code === "busy";
      if (!isBusy) console.error(`The job queue: ${error instanceof Error ? error.message : error}`);
      await pause(patienceMs, signal);
    }
  }
}
