import { type SearchAlgorithm, searchAlgorithm } from "../../contract/algorithms.ts";
import { rankPortfolios } from "../rank-portfolios.ts";

interface Ranked {
  readonly size: number;
  readonly algorithm: SearchAlgorithm;
  readonly fitness: number;
  readonly violation: number;
}

/** Feasibility first, then fitness; a tie goes to the smaller size, then to the algorithm that comes first. */
function comesBefore(a: Ranked, b: Ranked): boolean {
  const rank = rankPortfolios(a, b);
  if (rank !== 0) return rank < 0;
  if (a.size !== b.size) return a.size < b.size;
  return searchAlgorithm.options.indexOf(a.algorithm) < searchAlgorithm.options.indexOf(b.algorithm);
}

/** The best of all; `candidates` must not be empty. */
export function pickBest<Candidate extends Ranked>(candidates: readonly Candidate[]): Candidate {
  const [first, ...rest] = candidates;
  if (!first) throw new Error("there is nothing to pick from");
  return rest.reduce((best, one) => (comesBefore(one, best) ? one : best), first);
}

/** The best of each size, ascending by size. */
export function pickBestOfSizes<Candidate extends Ranked>(candidates: readonly Candidate[]): Candidate[] {
  const sizes = [...new Set(candidates.map((one) => one.size))].sort((a, b) => a - b);
  return sizes.map((size) => pickBest(candidates.filter((one) => one.size === size)));
}
