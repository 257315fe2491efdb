import { isAlgorithm, type SearchAlgorithm } from "../../contract/algorithms.ts";
import { Problem, problemOf } from "../../contract/problem.ts";
import type { SearchOutcome } from "../../contract/search-result.ts";
import type { CallContext } from "../context.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import type { NativeSearchResult } from "../engine/addon/search.ts";
import { runSideBySide } from "../run-side-by-side.ts";
import { pickBest, pickBestOfSizes } from "./best.ts";
import { nativeGrouping } from "./constraints/groupings.ts";
import type { ResolvedConstraints } from "./constraints/resolve.ts";
import type { DirectWay } from "./direct.ts";
import { type Exchange, exchangeSizes } from "./exchange.ts";
import {
  exchangeShare,
  exchanges,
  isRun,
  type PlannedRun,
  planRuns,
  planWidth,
  runBefore,
  type SearchSession,
} from "./plan.ts";
import { PlanLedger, type PlanState } from "./plan-state.ts";
import { fillLive, liveBuffer, liveView, RaceTracker } from "./race.ts";
import type { ResolvedSearch } from "./resolve.ts";

export interface PlanSurroundings {
  readonly session: SearchSession;
  readonly search: ResolvedSearch;
  readonly constraints: ResolvedConstraints;
  readonly objective: NativeObjective;
  /** Of objectives that are not scored alone. */
  readonly direct?: DirectWay | undefined;
  /** Of the plan's runs these alone, with all that they start from; left out: all. */
  readonly only?: readonly PlannedRun[] | undefined;
  /** Changes the time it takes and nothing else. */
  readonly threads: number;
  readonly state?: PlanState | undefined;
  /** Told after every run, about every ten seconds within one, and on a cancel. */
  readonly keep?: ((state: PlanState) => Promise<void>) | undefined;
  /** Told the best of a size when every algorithm has ended there. */
  readonly sizeFinished?: ((best: SearchOutcome) => void) | undefined;
}

const secondsBetweenCheckpoints = 10;

/**
 * Runs every algorithm at every size, several at a time where there are threads for it, then lets the sizes exchange what they
 * found: what comes of it does not depend on that. Throws Problem "cancelled" after having told `keep` where it stands.
 * Outcomes are in the plan's order.
 */
export async function runPlan(around: PlanSurroundings, call: CallContext): Promise<SearchOutcome[]> {
  const { search, state } = around;
  const runs = planRuns(search).filter(isAmong(around.only));
  const ledger = new PlanLedger(state, around.keep);
  const tracker = new RaceTracker(call, {
    runs: runs.length,
    evaluations: search.evaluations,
    finished: ledger.finished,
  });
  const { session } = around;
  const exchanging = exchanges(search, session);
  const isChained = search.warmStart && search.objective !== "believable" && !exchanging;
  const chains = isChained ? search.algorithms.length * (search.seeds ?? 1) : runs.length;
  const width = planWidth(around.threads, chains, session.backend === "cpu");
  const before = (run: PlannedRun) => runBefore(search, session, run);
  // One run that fails stops the others, each with its state kept.
  const stop = new AbortController();
  const each = { ...call, signal: AbortSignal.any([call.signal, stop.signal]) };
  await runSideBySide(
    runs.filter((run) => !ledger.find(run)),
    width.runs,
    (run) => {
      const previous = before(run);
      return !previous || ledger.find(previous) !== undefined;
    },
    async (run) => {
      try {
        const previous = before(run);
        const start = previous && ledger.find(previous)?.columns;
        const outcome = await tracker.follow(run, (live) =>
          runOne({ ...around, threads: width.threads, ledger, run, start, live }, each),
        );
        await ledger.finish(outcome);
        if (exchanging) return;
        const ofSize = runs.filter((one) => one.size === run.size).map((one) => ledger.find(one));
        if (ofSize.every((one) => one !== undefined)) around.sizeFinished?.(pickBest(ofSize));
      } catch (error) {
        stop.abort();
        throw error;
      }
    },
  );
  const outcomes = runs.flatMap((run) => ledger.find(run) ?? []);
  if (!exchanging || around.only) return outcomes;
  // Deterministic and short, so that a search that is gone on with does it again.
  const exchanged = await exchangeSizes(outcomes, exchangeOf({ ...around, ledger }, call), call);
  for (const best of pickBestOfSizes(exchanged)) around.sizeFinished?.(best);
  return exchanged;
}

/** How the sizes of a plan exchange: as much again for each size as a share of its runs had. */
function exchangeOf(around: PlanSurroundings & Pick<OneRun, "ledger">, call: CallContext): Exchange {
  const { search, session, threads } = around;
  return {
    budget: Math.round(exchangeShare * search.evaluations * search.algorithms.length * (search.seeds ?? 1)),
    // A descent is one island.
    width: planWidth(threads, Number.POSITIVE_INFINITY, session.backend === "cpu").runs,
    descend: async (from, size, budget) => {
      const live = liveBuffer(size);
      const one = {
        ...around,
        threads: 1,
        run: { ...runOf(from), size },
        start: from.columns,
        live,
      };
      const asked = { ...one, algorithm: descending, descent: budget };
      const result = await callNative(asked, undefined, call);
      if (result.stopped === "cancelled") throw cancelled(around);
      return { outcome: outcomeOf(one, result), spent: liveView(live).spent };
    },
  };
}

const runOf = ({ size, algorithm, seed }: PlannedRun): PlannedRun => ({
  size,
  algorithm,
  ...(seed === undefined ? {} : { seed }),
});

/** Whose islands descend. */
const descending: SearchAlgorithm = "hc";

const isAmong =
  (only: readonly PlannedRun[] | undefined) =>
  (run: PlannedRun): boolean =>
    !only || only.some(isRun(run));

interface OneRun extends PlanSurroundings {
  readonly ledger: PlanLedger;
  readonly run: PlannedRun;
  /** Members to start from. */
  readonly start: readonly number[] | undefined;
  readonly live: Float64Array;
}

async function runOne(one: OneRun, call: CallContext): Promise<SearchOutcome> {
  const { ledger, run, live, direct } = one;
  const { algorithm } = run;
  if (!isAlgorithm(algorithm)) {
    if (!direct) throw new Error(`there is nothing that finds by ${algorithm}`);
    const outcome = await direct.find(run.size, call);
    fillLive(live, outcome);
    return outcome;
  }
  let result: NativeSearchResult;
  let state = ledger.stateOf(run);
  do {
    result = await callNative({ ...one, algorithm }, state, call);
    state = result.checkpoint;
    if (result.stopped === "paused" || result.stopped === "cancelled") await ledger.interrupt(run, state);
    if (result.stopped === "cancelled") throw cancelled(one);
  } while (result.stopped === "paused");
  return outcomeOf(one, result);
}

const outcomeOf = (
  { run, live }: Pick<OneRun, "run" | "live">,
  result: NativeSearchResult,
): SearchOutcome => ({
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
});

const cancelled = ({ keep, ledger }: Pick<OneRun, "keep" | "ledger">): Problem =>
  new Problem("cancelled", "Cancelled.", { remedy: keep ? keptText(ledger.failure) : nothingKept });

const nothingKept = "Nothing is kept: a search goes on from where it was only when it has a checkpoint file.";

function keptText(failure: unknown): string {
  if (failure === undefined)
    return "Its state is kept: the same search with the same checkpoint file goes on from here.";
  return `Where it stands could not be kept: ${problemOf(failure).message} What was kept before still is.`;
}

function callNative(
  one: OneRun & {
    readonly algorithm: SearchAlgorithm;
    /** Evaluations of a descent from `start`, where it is no search. */
    readonly descent?: number;
  },
  checkpoint: Uint8Array | undefined,
  call: CallContext,
): Promise<NativeSearchResult> {
  const { session, search, constraints, objective, threads, keep, start, live, algorithm, direct, descent } =
    one;
  const { size } = one.run;
  const isSearch = descent === undefined;
  return session.search(
    {
      algorithm,
      size,
      seed: BigInt(one.run.seed ?? search.seed),
      objective,
      maxEvaluations: descent ?? search.evaluations,
      maxSeconds: (isSearch && search.seconds) || 0,
      stagnation: (isSearch && search.stagnation) || 0,
      pauseAfterSeconds: isSearch && keep ? secondsBetweenCheckpoints : 0,
      descent: !isSearch,
      threads,
      maxPairCorrelation: constraints.maxPairCorrelation,
      maxDrawdown: constraints.maxDrawdown,
      groupings: constraints.groupings.map(({ labels, grouping }) => nativeGrouping(labels, grouping, size)),
      parameters: (isSearch && search.parameters[algorithm]) || {},
      live,
      ...(constraints.candidates ? { candidates: constraints.candidates } : {}),
      ...(constraints.mustInclude ? { mustInclude: constraints.mustInclude } : {}),
      ...(direct?.believed ? { believed: direct.believed } : {}),
      ...(start ? { start: Uint32Array.from(start) } : {}),
      ...(checkpoint && checkpoint.length > 0 ? { checkpoint } : {}),
    },
    call,
  );
}
