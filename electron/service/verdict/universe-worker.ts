import { parentPort, workerData } from "node:worker_threads";
import type { UniverseLuck } from "../../contract/verdict.ts";
import type { FromThread } from "../on-thread.ts";
import { testUniverse, type UniverseTask } from "./universe.ts";

/** Body of the thread on which a large table is asked whether there is anything to find in it: workerData is a UniverseTask. */
const { matrix, ...asked } = workerData as UniverseTask;
const tell = (message: FromThread<number, UniverseLuck>): void => parentPort?.postMessage(message);
const call = {
  // A cancel ends the thread.
  signal: new AbortController().signal,
  progress: ({ fraction }: { fraction?: number | undefined }) => tell({ told: fraction ?? 0 }),
};
tell({ answer: await testUniverse(matrix, asked, call) });
