import { parentPort, workerData } from "node:worker_threads";
import type { FromThread } from "../../on-thread.ts";
import { type ExportTask, writeHere } from "./write-export.ts";

/** Body of the thread that writes a large table to a file; tells how far it is. */
const { observations, matrix, names, ...form } = workerData as ExportTask;
const tell = (message: FromThread<number, true>): void => parentPort?.postMessage(message);
const table = { observations, matrix, strategies: JSON.parse(names) as string[] };
await writeHere(table, form, {
  // A cancel ends the thread.
  signal: new AbortController().signal,
  progress: ({ fraction }) => tell({ told: fraction ?? 0 }),
});
tell({ answer: true });
