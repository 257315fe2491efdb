import { parentPort, workerData } from "node:worker_threads";
import type { FromThread } from "../on-thread.ts";
import { findingsOf, type UniverseFindings, type UniversePart, type UniverseTask } from "./universe.ts";

/** Body of a thread that does a part of what a large table is asked: workerData is the task and the part. */
const work = workerData as UniverseTask & UniversePart;
const tell = (message: FromThread<number, UniverseFindings>): void => parentPort?.postMessage(message);
const call = {
  // A cancel ends the thread.
  signal: new AbortController().signal,
  progress: ({ fraction }: { fraction?: number | undefined }) => tell({ told: fraction ?? 0 }),
};
tell({ answer: await findingsOf(work, work, call) });
