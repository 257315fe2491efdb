/** The test of the universe, made beside what else the service does and kept with the version of the dataset it is of. */
import { availableParallelism } from "node:os";
import type { UniverseLuck } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { KeptResults } from "../datasets/store/kept.ts";
import { tableFingerprint } from "../search/capsule.ts";
import { testUniverse } from "./universe.ts";

/** Goes up when the same table comes to another answer. */
const edition = 2;
/** Tables up to so many cells are asked anew, in the time that it takes to look for what is kept. */
const fewCells = 200_000;
/** A thread for every two processors: the search goes on beside them. */
const threads = Math.ceil(availableParallelism() / 2);

/**
 * What the test says of a view, from what is kept or worked out and kept. The key is made of every cell: it can be of no other
 * table.
 */
export async function keptUniverse(
  view: AnalysisView,
  asked: Parameters<typeof testUniverse>[1],
  kept: KeptResults | undefined,
  call: CallContext,
): Promise<UniverseLuck> {
  const { matrix } = view;
  const compute = () => testUniverse(matrix, asked, call, threads);
  if (!kept || matrix.observations * matrix.strategies <= fewCells) return compute();
  const key = JSON.stringify([edition, await tableFingerprint(view), asked]);
  return (await kept.answer(view.manifest, "universe", key, compute)).value;
}
