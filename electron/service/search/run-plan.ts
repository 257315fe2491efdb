import { Problem } from "../../contract/problem.ts";
import type { SearchOutcome } from "../../contract/search-outcome.ts";
import type { CallContext } from "../call-context.ts";
import type { NativeObjective, NativeSearchResult } from "../engine/addon.ts";
import { nativeGrouping } from "./constraints/native-grouping.ts";
import type { ResolvedConstraints } from "./constraints/resolve-constraints.ts";
import { liveView } from "./live-view.ts";
import type { LuckSoFar } from "./luck/luck-so-far.ts";
import { type PlannedRun, planRuns } from "./plan-runs.ts";
import type { PlanState } from "./plan-state.ts";
import { RaceTracker } from "./race-tracker.ts";
import type { ResolvedSearch } from "./resolved-search.ts";
import type { SearchSession } from "./search-session.ts";

export interface PlanSurroundings {
  readonly session: SearchSession;
  readonly search: ResolvedSearch;
  readonly constraints: ResolvedConstraints;
  readonly objective: NativeObjective;
  /** Changes the time it takes and nothing else. */
  readonly threads: number;
  /** For the progress messages alone. */
  readonly luck?: LuckSoFar | undefined;
  readonly state?: PlanState | undefined;
  /** Told after every run, about every ten seconds within one, and on a cancel. */
  readonly keep?: ((state: PlanState) => Promise<void>) | undefined;
}

const secondsBetweenCheckpoints = 10;

/**
 * Runs every algorithm at every size, one after the other (each uses all threads). Throws Problem "cancelled" after
 * having told `keep` where it stands.
 */
export async function runPlan(around: PlanSurroundings, call: CallContext): Promise<SearchOutcome[]> {
  const { search, state } = around;
  const runs = planRuns(search.minSize, search.maxSize, search.algorithms);
  const finished: SearchOutcome[] = [...(state?.finished ?? [])];
  const tracker = new RaceTracker(call, {
    runs: runs.length,
    evaluations: search.evaluations,
    finished,
    luck: around.luck,
  });
  let current = state?.current;
  for (const run of runs.slice(finished.length)) {
    finished.push(await tracker.follow(run, (live) => runOne(around, run, finished, current, live, call)));
    current = undefined;
    await around.keep?.({ finished });
  }
  return finished;
}

async function runOne(
  around: PlanSurroundings,
  run: PlannedRun,
  finished: readonly SearchOutcome[],
  checkpoint: Uint8Array | undefined,
  live: Float64Array,
  call: CallContext,
): Promise<SearchOutcome> {
  let result: NativeSearchResult;
  let state = checkpoint;
  do {
    result = await callNative(around, run, finished, state, live, call);
    state = result.checkpoint;
    if (result.stopped === "paused" || result.stopped === "cancelled") {
      await around.keep?.({ finished, current: state });
    }
    if (result.stopped === "cancelled") throw new Problem("cancelled", "Cancelled.");
  } while (result.stopped === "paused");
  return {
    ...run,
    fitness: result.fitness,
    columns: Array.from(result.members),
    evaluations: result.evaluations,
    screened: result.screened,
    generations: result.generations,
    seconds: result.seconds,
    stopped: result.stopped,
    swapOptimal: result.swapOptimal,
    violation: result.violation,
    reproducible: result.reproducible,
    curve: liveView(live).curve,
  };
}

function callNative(
  { session, search, constraints, objective, threads, keep }: PlanSurroundings,
  { size, algorithm }: PlannedRun,
  finished: readonly SearchOutcome[],
  checkpoint: Uint8Array | undefined,
  live: Float64Array,
  call: CallContext,
): Promise<NativeSearchResult> {
  const before = search.warmStart
    ? finished.find((one) => one.size === size - 1 && one.algorithm === algorithm)
    : undefined;
  return session.search(
    {
      algorithm,
      size,
      seed: BigInt(search.seed),
      objective,
      maxEvaluations: search.evaluations,
      maxSeconds: search.seconds ?? 0,
      stagnation: search.stagnation ?? 0,
      pauseAfterSeconds: keep ? secondsBetweenCheckpoints : 0,
      threads,
      maxPairCorrelation: constraints.maxPairCorrelation,
      maxDrawdown: constraints.maxDrawdown,
      groupings: constraints.groupings.map(({ labels, grouping }) => nativeGrouping(labels, grouping, size)),
      parameters: search.parameters[algorithm] ?? {},
      live,
      ...(constraints.candidates ? { candidates: constraints.candidates } : {}),
      ...(constraints.mustInclude ? { mustInclude: constraints.mustInclude } : {}),
      ...(before ? { start: Uint32Array.from(before.columns) } : {}),
      ...(checkpoint && checkpoint.length > 0 ? { checkpoint } : {}),
    },
    call,
  );
}
