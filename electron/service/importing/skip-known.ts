import { Problem } from "../../contract/problem.ts";
import type { Observation } from "../datasets/version/observations.ts";
import type { CellSource } from "./cells/cell-source.ts";
import { observationKey } from "./rows/observation-key.ts";

/** What happens to rows of a date (and zone) that the dataset has already. */
export type OverlapPolicy = "refuse" | "skip" | "keep";

/** Applies the policy. Throws Problem "bad-input" for "refuse", and when nothing new is left. */
export function skipKnown(
  known: readonly Observation[],
  observations: readonly Observation[],
  sources: readonly CellSource[],
  policy: OverlapPolicy,
  dataset: string,
  file: string,
): { observations: readonly Observation[]; sources: readonly CellSource[]; skipped: number } {
  const keys = new Set(known.map(observationKey));
  const isKnown = observations.map((one) => keys.has(observationKey(one)));
  const skipped = isKnown.filter(Boolean).length;
  if (skipped === 0 || policy === "keep") return { observations, sources, skipped: 0 };
  const first = observations[isKnown.indexOf(true)];
  const remedy =
    "Take the new ones only or all (--overlap skip or keep), or import the whole file as a new version (--replace).";
  if (policy === "refuse") {
    const what = `${skipped} of ${observations.length} observations, the first ${first?.date}`;
    throw new Problem("bad-input", `The dataset "${dataset}" has ${what} of ${file} already.`, {
      file,
      remedy,
    });
  }
  if (skipped === observations.length) {
    throw new Problem(
      "bad-input",
      `${file} has nothing that the dataset "${dataset}" does not have already.`,
      { file },
    );
  }
  let next = 0;
  const newPlace = isKnown.map((is) => (is ? -1 : next++));
  return {
    observations: observations.filter((_, place) => !isKnown[place]),
    sources: sources.map((source) => ({
      ...source,
      targets: source.targets.map((target) => (target < 0 ? -1 : (newPlace[target] ?? -1))),
    })),
    skipped,
  };
}
