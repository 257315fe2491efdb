import type { SearchAlgorithm } from "../../contract/algorithms.ts";
import type { SearchRace } from "../../contract/search-result.ts";
import type { liveView } from "./live-view.ts";

/** Share of a budget that must be spent before a time left is worth showing. */
const tellingShare = 0.02;

/** One algorithm's lane of the race. `budget` is in evaluations. */
export function raceLane(
  algorithm: SearchAlgorithm,
  running: boolean,
  live: ReturnType<typeof liveView>,
  budget: number,
): SearchRace["lanes"][number] {
  const share = live.spent / budget;
  return {
    algorithm,
    running,
    best: live.best,
    evaluations: live.evaluations,
    screened: live.screened,
    evaluationsPerSecond: live.seconds > 0 ? live.evaluations / live.seconds : 0,
    secondsLeft: running
      ? share >= tellingShare
        ? Math.max(0, live.seconds / share - live.seconds)
        : null
      : 0,
    spread: live.spread,
    curve: live.curve,
  };
}
