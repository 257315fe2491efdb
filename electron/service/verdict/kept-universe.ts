/** The test of the universe, made beside what else the service does and kept with the version of the dataset it is of. */
import { availableParallelism } from "node:os";
import type { UniverseLuck } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { KeptResults } from "../datasets/store/kept.ts";
import { onThread } from "../on-thread.ts";
import { scriptBeside } from "../program-files.ts";
import { tableFingerprint } from "../search/capsule.ts";
import {
  asksUniverse,
  concludeUniverse,
  testUniverse,
  type UniverseFindings,
  type UniversePart,
  type UniverseTask,
} from "./universe.ts";

/** Goes up when the same table comes to another answer. */
const edition = 2;
/** Tables up to so many cells are asked on the calling thread, in the time that it takes to start another. */
const fewCells = 200_000;

/**
 * What the test says of a view, from what is kept or worked out and kept. The key is made of every cell: it can be of no other
 * table.
 */
export async function keptUniverse(
  view: AnalysisView,
  asked: Omit<UniverseTask, "matrix">,
  kept: KeptResults | undefined,
  call: CallContext,
): Promise<UniverseLuck> {
  const { matrix } = view;
  if (matrix.observations * matrix.strategies <= fewCells) return testUniverse(matrix, asked, call);
  const task = { matrix, ...asked };
  const compute = () => testBeside(task, threadsFor(task), call);
  if (!kept) return compute();
  const key = JSON.stringify([edition, await tableFingerprint(view), asked]);
  return (await kept.answer(view.manifest, "universe", key, compute)).value;
}

/** Bytes that threads may take together, and that one takes a cell: the table, centred, its noise and tables of that. */
const mostBytes = 2 ** 30;
const bytesOfCell = 32;

/** A thread for every two processors, as far as memory allows: the search goes on beside them. */
function threadsFor({ matrix }: UniverseTask): number {
  const wanted = Math.min(8, Math.ceil(availableParallelism() / 2));
  return Math.max(
    1,
    Math.min(wanted, Math.floor(mostBytes / bytesOfCell / matrix.observations / matrix.strategies)),
  );
}

/** The test on `threads` of its own, where there is a script for them; the same on any number. */
export async function testBeside(
  task: UniverseTask,
  threads: number,
  call: CallContext,
): Promise<UniverseLuck> {
  const script = scriptBeside(import.meta.dirname, "universe-worker.ts", "universe-worker.js");
  if (!script) return testUniverse(task.matrix, task, call);
  const fractions = new Float64Array(threads);
  // What ends one of them ends all.
  const stop = new AbortController();
  const signal = AbortSignal.any([call.signal, stop.signal]);
  const started = Array.from(fractions, (_, part) =>
    onThread<UniverseTask & UniversePart, number, UniverseFindings>(
      script,
      { ...task, part, of: threads },
      { signal },
      (done) => {
        fractions[part] = done;
        const fraction = fractions.reduce((sum, one) => sum + one, 0) / threads;
        call.progress({ stage: asksUniverse, fraction });
      },
    ),
  );
  try {
    return concludeUniverse(task, await Promise.all(started));
  } finally {
    stop.abort();
    await Promise.allSettled(started);
  }
}
