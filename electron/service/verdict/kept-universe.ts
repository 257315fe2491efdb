/** The test of the universe, made beside what else the service does and kept with the version of the dataset it is of. */
import type { UniverseLuck } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { KeptResults } from "../datasets/store/kept.ts";
import { onThread } from "../on-thread.ts";
import { scriptBeside } from "../program-files.ts";
import { tableFingerprint } from "../search/capsule.ts";
import { asksUniverse, testUniverse, type UniverseTask } from "./universe.ts";

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
  const compute = () => testBeside({ matrix, ...asked }, call);
  if (!kept) return compute();
  const key = JSON.stringify([edition, await tableFingerprint(view), asked]);
  return (await kept.answer(view.manifest, "universe", key, compute)).value;
}

/** The test on a thread of its own, where there is a script for one. */
async function testBeside(task: UniverseTask, call: CallContext): Promise<UniverseLuck> {
  const script = scriptBeside(import.meta.dirname, "universe-worker.ts", "universe-worker.js");
  if (!script) return testUniverse(task.matrix, task, call);
  return onThread<UniverseTask, number, UniverseLuck>(script, task, call, (fraction) =>
    call.progress({ stage: asksUniverse, fraction }),
  );
}
