import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import highs from "highs";
import type { FromThread } from "../../on-thread.ts";
import { type BoundedProgram, boundOf, lowestBound } from "./relaxation.ts";

/**
 * Body of the thread that looks for an upper bound: workerData is a BoundedProgram, what it is told later is the size; tells
 * bounds as they get lower.
 */
// Its types are those of the CommonJS file; what is loaded is the other, whose default is the loader itself.
const loadHighs = highs as unknown as typeof highs.default;
const tell = (message: FromThread<number, number>): void => parentPort?.postMessage(message);
const program = workerData as BoundedProgram;
const asked = parentPort ? once(parentPort, "message") : Promise.reject(new Error("nobody asks for a bound"));
const solver = await loadHighs();
// Whatever the size, the table was read by then.
boundOf({ ...program, size: 1 }, new Float64Array(program.matrix.observations));
const [size] = await asked;
tell({ answer: lowestBound(solver, { ...program, size }, (bound) => tell({ told: bound })) });
