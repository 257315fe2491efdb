import { parentPort, workerData } from "node:worker_threads";
import highs from "highs";
import type { FromThread } from "../../on-thread.ts";
import { type BoundTask, lowestBound } from "./relaxation.ts";

/** Body of the thread that looks for an upper bound: workerData is a BoundTask; tells bounds as they get lower. */
// Its types are those of the CommonJS file; what is loaded is the other, whose default is the loader itself.
const loadHighs = highs as unknown as typeof highs.default;
const tell = (message: FromThread<number, number>): void => parentPort?.postMessage(message);
tell({ answer: lowestBound(await loadHighs(), workerData as BoundTask, (bound) => tell({ told: bound })) });
