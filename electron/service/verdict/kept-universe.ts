/** The test of the universe, made beside what else the service does and kept with the version of the dataset it is of. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type UniverseLuck, universeLuck } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import { replaceDurably } from "../disk/durable.ts";
import { openSealed, sealedText } from "../disk/sealed.ts";
import { onThread } from "../on-thread.ts";
import { scriptBeside } from "../program-files.ts";
import { tableFingerprint } from "../search/capsule.ts";
import { asksUniverse, testUniverse, type UniverseTask } from "./universe.ts";

/** Goes up when the same table comes to another answer. */
const edition = 1;
/** Tables up to so many cells are asked on the calling thread, in the time that it takes to start another. */
const fewCells = 200_000;

/**
 * What the test says of a view, from the file of an earlier call or worked out and kept there. The file's name is made of every
 * cell, so it can be of no other table; `folder` is the version's and goes with it. What cannot be kept is worked out again.
 */
export async function keptUniverse(
  view: AnalysisView,
  asked: Omit<UniverseTask, "matrix">,
  folder: string | undefined,
  call: CallContext,
): Promise<UniverseLuck> {
  const { matrix } = view;
  if (matrix.observations * matrix.strategies <= fewCells) return testUniverse(matrix, asked, call);
  const what = JSON.stringify([edition, await tableFingerprint(view), asked]);
  const name = createHash("sha256").update(what).digest("hex").slice(0, 24);
  const file = folder && join(folder, `universe-${name}.json`);
  const known = file && (await readKept(file));
  if (known) return known;
  const script = scriptBeside(import.meta.dirname, "universe-worker.ts", "universe-worker.js");
  const answer = script
    ? await onThread<UniverseTask, number, UniverseLuck>(script, { matrix, ...asked }, call, (fraction) =>
        call.progress({ stage: asksUniverse, fraction }),
      )
    : await testUniverse(matrix, asked, call);
  // A full or read-only disk, or a dataset that was deleted meanwhile: the answer is no less true.
  if (file) await replaceDurably(file, sealedText(answer)).catch(() => undefined);
  return answer;
}

/** What a failing disk made of an answer is none. */
async function readKept(file: string): Promise<UniverseLuck | undefined> {
  try {
    return universeLuck.parse(openSealed(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}
