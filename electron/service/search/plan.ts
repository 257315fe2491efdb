import {
  type FoundBy,
  isAlgorithm,
  type SearchAlgorithm,
  searchAlgorithm,
} from "../../contract/algorithms.ts";
import type { SearchObjective } from "../../contract/objectives.ts";
import type { EngineSession } from "../engine/session.ts";

/** What a search needs of an engine session. */
export type SearchSession = Pick<
  EngineSession,
  "backend" | "observations" | "strategies" | "search" | "scorePortfolios" | "metrics"
>;

/** One way to a portfolio at a size: a native search, or what needs none. */
export interface PlannedRun {
  readonly size: number;
  readonly algorithm: FoundBy;
}

interface Plan {
  readonly minSize: number;
  readonly maxSize: number;
  readonly algorithms: readonly SearchAlgorithm[];
  readonly objective: SearchObjective;
}

/** Ways of one size, in their fixed order: a ranking has nothing to search; what is believed is first chosen, then searched for. */
function waysOf({ algorithms, objective }: Omit<Plan, "minSize" | "maxSize">): FoundBy[] {
  if (objective === "top") return ["ranking"];
  const asked = searchAlgorithm.options.filter((one) => algorithms.includes(one));
  return objective === "believable" ? ["choice", ...asked] : asked;
}

/** Sizes ascending, ways in their fixed order within a size. */
export function planRuns({ minSize, maxSize, ...plan }: Plan): PlannedRun[] {
  const runs: PlannedRun[] = [];
  for (let size = minSize; size <= maxSize; size += 1) {
    for (const algorithm of waysOf(plan)) runs.push({ size, algorithm });
  }
  return runs;
}

/** The run whose portfolio a run starts from; undefined: it starts afresh. */
export function runBefore(
  search: Pick<Plan, "minSize" | "objective"> & { readonly warmStart: boolean },
  run: PlannedRun,
): PlannedRun | undefined {
  if (!search.warmStart || !isAlgorithm(run.algorithm)) return undefined;
  if (search.objective === "believable") return { ...run, algorithm: "choice" };
  return run.size > search.minSize ? { ...run, size: run.size - 1 } : undefined;
}

/** The runs of a plan in lanes that do not wait for one another, each in its order. A run may stand in several: it is the same in each. */
export function planLanes(search: Plan & { readonly warmStart: boolean }): PlannedRun[][] {
  const runs = planRuns(search);
  const key = ({ size, algorithm }: PlannedRun) => `${size} ${algorithm}`;
  const started = new Set(runs.flatMap((run) => runBefore(search, run) ?? []).map(key));
  return runs
    .filter((run) => !started.has(key(run)))
    .map((last) => {
      const lane = [last];
      for (let one = runBefore(search, last); one; one = runBefore(search, one)) lane.unshift(one);
      return lane;
    });
}

/** Threads that one run puts to use: the islands of a run of ordinary budget. */
const threadsOfRun = 2;

/** Searches that a device has at a time: each keeps a few of its multiprocessors busy, and the host little. */
const runsOnDevice = 16;

export interface PlanWidth {
  /** Runs at a time. */
  readonly runs: number;
  /** Threads of each. */
  readonly threads: number;
}

/** How a plan shares the processor, or a device: `chains` is how many runs can go on without waiting for each other. */
export function planWidth(threads: number, chains: number, onCpu: boolean): PlanWidth {
  const runs = Math.max(1, Math.min(chains, onCpu ? Math.floor(threads / threadsOfRun) : runsOnDevice));
  return { runs, threads: Math.max(1, Math.floor(threads / runs)) };
}

/** Evaluations of a whole job by default: under a minute on two cores at 82 observations. */
const jobEvaluations = 320_000_000;

const mostPerRun = 30_000_000;

const leastPerRun = 200_000;

/** Observations that the figures above are for; the cost of an evaluation is proportional to them. */
const usualObservations = 82;

/**
 * Budget of one run when the user gives none: a share of the job's, so that a search over many sizes and one over a
 * single size both end in reasonable time. Depends on nothing but its arguments, or results would not repeat.
 */
export function defaultEvaluations(runs: number, observations: number, objective: SearchObjective): number {
  // The exact choice has found it already, but for what lies outside of its pool.
  if (objective === "believable") return leastPerRun;
  const scale = usualObservations / Math.max(usualObservations, observations);
  const share = Math.min(mostPerRun, jobEvaluations / Math.max(1, runs));
  return Math.max(leastPerRun, Math.round(share * scale));
}

/**
 * Milliseconds of one core that judging a table and choosing from it takes, as measured on tables of 40 to 1,000 rows and 500 to
 * 25,544 strategies; a rule and no clock, so that what is decided by it is the same on every machine.
 */
export function choiceCost(observations: number, strategies: number, size: number): number {
  return 25 + strategies * (0.01 + 9e-5 * observations) + 3 * (size / 35) ** 2;
}

/** 99 twins of two kinds at this cost take five seconds of two cores. */
export const cheapChoice = 50;
