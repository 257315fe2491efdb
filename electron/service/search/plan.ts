import {
  type FoundBy,
  isAlgorithm,
  type SearchAlgorithm,
  searchAlgorithm,
} from "../../contract/algorithms.ts";
import { isScored, type SearchObjective } from "../../contract/objectives.ts";
import type { SessionWork } from "../engine/choose-backend.ts";
import { loadAddon } from "../engine/load-addon.ts";
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
  /** Of a search of several seeds; absent: the search's one, or none is needed. */
  readonly seed?: number | undefined;
}

interface Plan {
  /** The first seed, and how many there are; 1 when left out. */
  readonly seed?: number | undefined;
  readonly seeds?: number | undefined;
  readonly minSize: number;
  readonly maxSize: number;
  readonly algorithms: readonly SearchAlgorithm[];
  readonly objective: SearchObjective;
}

/**
 * Ways of one size, in their fixed order: a ranking has nothing to search; what is believed is first chosen, then searched for.
 */
function waysOf(plan: Omit<Plan, "minSize" | "maxSize">): Omit<PlannedRun, "size">[] {
  const { algorithms, objective } = plan;
  if (objective === "top") return [{ algorithm: "ranking" }];
  const asked = searchAlgorithm.options
    .filter((one) => algorithms.includes(one))
    .flatMap((algorithm) => seedsOf(plan).map((seed) => ({ algorithm, ...seed })));
  return objective === "believable" ? [{ algorithm: "choice" }, ...asked] : asked;
}

/** What says by which seed a run is: of a single one nothing. */
function seedsOf({ seed: first = 0, seeds = 1 }: Pick<Plan, "seed" | "seeds">): Pick<PlannedRun, "seed">[] {
  return seeds === 1 ? [{}] : Array.from({ length: seeds }, (_, k) => ({ seed: first + k }));
}

/** Sizes ascending, ways in their fixed order within a size, seeds ascending within a way. */
export function planRuns({ minSize, maxSize, ...plan }: Plan): PlannedRun[] {
  const runs: PlannedRun[] = [];
  for (let size = minSize; size <= maxSize; size += 1) {
    for (const way of waysOf(plan)) runs.push({ size, ...way });
  }
  return runs;
}

/** Whether another run is of the same size, algorithm and seed. */
export const isRun =
  ({ size, algorithm, seed }: PlannedRun) =>
  (one: PlannedRun): boolean =>
    one.size === size && one.algorithm === algorithm && one.seed === seed;

/** What of a table decides how its sizes help one another. */
export type Table = Pick<SearchSession, "observations" | "strategies">;

type Chained = Plan & { readonly warmStart: boolean };

/** Objectives with bounds that rule most swaps out unscored, so that a descent over all of them is quick. */
const bounded: readonly SearchObjective[] = ["ratio", "roi", "less_max_dd"];

/**
 * Cells up to which what the bounds need is in memory: within a gigabyte (columns.h), at 24 bytes where correlations are of a
 * zone's rows.
 */
const boundedCells = 2 ** 30 / 24;

/**
 * Whether the sizes of a plan are searched at the same time and then take over from one another (exchange.ts). Where a descent
 * over all swaps is not quick each starts from the size before instead.
 */
export function exchanges({ objective, warmStart, minSize, maxSize }: Chained, table: Table): boolean {
  const isQuick = bounded.includes(objective) && table.observations * table.strategies <= boundedCells;
  return warmStart && isQuick && minSize < maxSize;
}

/** Evaluations that a size may spend on the exchange, for each that its runs may. */
export const exchangeShare = 0.5;

/** The run whose portfolio a run starts from; undefined: it starts afresh. */
export function runBefore(search: Chained, table: Table, run: PlannedRun): PlannedRun | undefined {
  if (!search.warmStart || !isAlgorithm(run.algorithm) || exchanges(search, table)) return undefined;
  if (search.objective === "believable") return { size: run.size, algorithm: "choice" };
  return run.size > search.minSize ? { ...run, size: run.size - 1 } : undefined;
}

/**
 * The runs of a plan in lanes that do not wait for one another, each in its order. A run may stand in several: it is the same
 * in each.
 */
export function planLanes(search: Chained, table: Table): PlannedRun[][] {
  const runs = planRuns(search);
  const key = ({ size, algorithm, seed }: PlannedRun) => `${size} ${algorithm} ${seed}`;
  const started = new Set(runs.flatMap((run) => runBefore(search, table, run) ?? []).map(key));
  return runs
    .filter((run) => !started.has(key(run)))
    .map((last) => {
      const lane = [last];
      for (let one = runBefore(search, table, last); one; one = runBefore(search, table, one))
        lane.unshift(one);
      return lane;
    });
}

/** Threads that one run puts to use: the islands of a run of ordinary budget. */
const threadsOfRun = 2;

/** Runs for each thread, from which on one thread each is best. */
const manyRuns = 4;

/**
 * What the runs of a search come to, for the choice of where they are done. Small batches where a device has no way to score
 * them: limits on pairs and the believable Sharpe ratio look at every pair of members (native/search/islands.cpp). So has a
 * search that ends by the clock: how fast it goes is part of its result.
 */
export function searchWork(
  search: Chained & { readonly evaluations: number; readonly seconds?: number | undefined },
  table: Table,
  limitsPairs: boolean,
): SessionWork {
  if (!isScored(search.objective) || limitsPairs || search.seconds) return "small-batches";
  const runs = planRuns(search).length;
  // Where each size waits for the one before, one of them goes at a time.
  const isChained = search.warmStart && !exchanges(search, table);
  const goingAtOnce = isChained ? runs / (search.maxSize - search.minSize + 1) : runs;
  const atOnce = Math.min(goingAtOnce, runsOnDevice);
  const ofEach = search.algorithms.map((algorithm) =>
    loadAddon().fittedIslands(algorithm, search.evaluations, search.minSize * table.strategies),
  );
  const islands = ofEach.reduce((sum, one) => sum + one, 0) / ofEach.length;
  return {
    evaluations: (runs * search.evaluations * table.observations) / usualObservations,
    islands: Math.round(atOnce * islands),
  };
}

/**
 * Searches that a device has at a time, each a thread here that mostly sleeps: the more there are, the sooner all have ended
 * (docs/performance.md).
 */
const runsOnDevice = 256;

export interface PlanWidth {
  /** Runs at a time. */
  readonly runs: number;
  /** Threads of each. */
  readonly threads: number;
}

/**
 * How a plan shares the processor, or a device: `chains` is how many runs can go on without waiting for each other. Many runs
 * of one thread leave none idle until the last have begun.
 */
export function planWidth(threads: number, chains: number, onCpu: boolean): PlanWidth {
  const ofEach = chains >= manyRuns * threads ? 1 : threadsOfRun;
  const runs = Math.max(1, Math.min(chains, onCpu ? Math.floor(threads / ofEach) : runsOnDevice));
  return { runs, threads: Math.max(1, Math.floor(threads / runs)) };
}

/** Evaluations of a whole job by default. */
const jobEvaluations = 320_000_000;

/** Of them, what runs of so many sizes are left where sizes exchange: more is found so (docs/performance.md). */
const manySizes = 26;
const leftToMany = 0.25;

const mostPerRun = 30_000_000;

const leastPerRun = 200_000;

/** Observations that the figures above are for; the cost of an evaluation is proportional to them. */
const usualObservations = 82;

/**
 * Budget of one run when the user gives none: a share of the job's, so that a search over many sizes and one over a
 * single size both end in reasonable time. Depends on nothing but its arguments, or results would not repeat.
 */
export function defaultEvaluations(search: Chained, table: Table): number {
  // The exact choice has found it already, but for what lies outside of its pool.
  if (search.objective === "believable") return leastPerRun;
  const scale = usualObservations / Math.max(usualObservations, table.observations);
  const further = exchanges(search, table)
    ? Math.min(1, (search.maxSize - search.minSize) / (manySizes - 1))
    : 0;
  const job = jobEvaluations * (1 - (1 - leftToMany) * further);
  const share = Math.min(mostPerRun, job / Math.max(1, planRuns(search).length));
  return Math.max(leastPerRun, Math.round(share * scale));
}

/**
 * Milliseconds of one core that judging a table and choosing from it takes, as measured on tables of 40 to 1,000 rows and 500
 * to 25,544 strategies; a rule and no clock, so that what is decided by it is the same on every machine.
 */
export function choiceCost(observations: number, strategies: number, size: number): number {
  return 25 + strategies * (0.01 + 9e-5 * observations) + 3 * (size / 35) ** 2;
}

/** 99 twins of two kinds at this cost take five seconds of two cores. */
export const cheapChoice = 50;
