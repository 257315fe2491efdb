import { isScored, objectiveTable } from "../../contract/objectives.ts";
import type { FoundPortfolio, SearchOutcome } from "../../contract/search-result.ts";
import type { SearchVerdict } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { NativeJudgement, NativeMeasured } from "../engine/addon/believable.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSession } from "../engine/session.ts";
import type { Lanes } from "../lanes.ts";
import { type JudgedSearch, judgeSearch, type Racer } from "../verdict/judge.ts";
import { rankingPairLimit } from "../verdict/rankings.ts";
import {
  believableSelection,
  rankingSelection,
  type Selection,
  searchSelection,
} from "../verdict/selection.ts";
import { combinations } from "./enumerate.ts";
import { type ResolvedSearch, searchObjective } from "./resolve.ts";

/** A search on rows that are open, before anything was found. */
export interface OpenSearch {
  readonly search: ResolvedSearch;
  /** As asked for: every sample weighs the terms of a mixed one by its own deviations. */
  readonly objective: NativeObjective;
  readonly threads: number;
  readonly view: AnalysisView;
  /** Open on the view. */
  readonly session: EngineSession;
  /** Drawdown floor of the textbook profile, currency: without one the ratio of twins has no upper end. */
  readonly floor: number;
}

export interface FinishedSearch extends OpenSearch {
  readonly runs: readonly SearchOutcome[];
  readonly best: FoundPortfolio;
  /** Of all rows under the search's seed, where they were judged already; not closed by who gets it. */
  readonly judgement: NativeJudgement | undefined;
  /** Answers of selections that are known already. */
  readonly recall: Recall | undefined;
  /** What is said of the table before any search, where it is known already. */
  readonly universe: JudgedSearch["universe"];
  /** The error of figures of all rows, where it was measured already. */
  readonly measured: NativeMeasured | undefined;
}

/** The selection of this name, which need not choose where it is known what it chose. */
export type Recall = (name: string, select: Selection) => Selection;

/** What a search is held against: its own way to choose, that of the twins, and those that the race is against. */
export interface Choosers {
  readonly own: Racer;
  readonly probe: Racer;
  readonly others: readonly Racer[];
}

/**
 * Threads that a probe puts to use before the rest is better used by another: while its sizes exchange what they found, a
 * descent or two go on, and on a device they wait for its runs, which do not fill it.
 */
const threadsOfProbe = 2;

/** Probes on the processor have the table each: so many cells of all of them, or a probe for so many threads. */
const cellsOfProbes = 2 ** 26;
const threadsOfLargeProbe = 8;

/** Choices at a time: one thread each is best, but each holds what was made of the table. */
const choicesAtATime = 8;

/** How many selections go on at a time, and what each has. */
export function selectionPlan({ search, session, threads, view }: OpenSearch, engine: Engine) {
  // Each has as much on the disk as was made of the table: one at a time.
  if (view.matrix.stored) return { width: 1, around: { engine, session, threads } };
  const width = isScored(search.objective)
    ? probesAtATime(threads, session)
    : Math.min(threads, choicesAtATime);
  return { width, around: { engine, session, threads: Math.floor(threads / width) } };
}

/** One of a thread each does on a processor of two, so that neither waits for the other. */
function probesAtATime(
  threads: number,
  { backend, observations, strategies }: Pick<EngineSession, "backend" | "observations" | "strategies">,
): number {
  const most = Math.max(Math.min(threads, threadsOfProbe), Math.floor(threads / threadsOfProbe));
  if (backend !== "cpu") return most;
  const fitting = Math.floor(cellsOfProbes / (observations * strategies));
  return Math.max(1, Math.floor(threads / threadsOfLargeProbe), Math.min(most, fitting));
}

/** Where selections go on, and what each has. */
export interface Judging {
  readonly around: Around;
  readonly lanes: Lanes;
}

/** Holds what a search found against luck. */
export function verdictOf(
  finished: FinishedSearch,
  { around, lanes }: Judging,
  { datasets }: Partial<Pick<ServiceContext, "datasets">>,
  call: CallContext,
): Promise<SearchVerdict> {
  const { search, view, runs, best, recall, universe, judgement } = finished;
  const { own, probe, others } = choosersOf(finished, best.size, { ...around, judgement }, recall);
  return judgeSearch(
    {
      search,
      view,
      best,
      effort: effortOf(runs, view.matrix.strategies, search),
      probe: probe.select,
      statistic: statisticOf(search),
      own,
      others,
      options: search.verdict,
      lanes,
      universe,
      kept: datasets?.kept,
    },
    call,
  );
}

type Around = Parameters<typeof searchSelection>[2] & Parameters<typeof believableSelection>[1];

/**
 * The ways to choose that are asked about a search whose best has `size` members; of what is scored, only the race depends on
 * it.
 */
export function choosersOf(
  open: OpenSearch,
  size: number,
  around: Around,
  recall: Recall = (_, select) => select,
): Choosers {
  const { search, objective, floor } = open;
  const title = `This search: ${objectiveTable[search.objective].title}`;
  const floored = { ...objective, drawdownFloor: objective.drawdownFloor || floor };
  const own: Racer = { id: "search", title, select: selectionOf(search, objective, size, around) };
  const probe: Racer = isScored(search.objective)
    ? { id: "probe", title, select: searchSelection(search, floored, around) }
    : own;
  const known = (one: Racer, name = one.id): Racer => ({ ...one, select: recall(name, one.select) });
  return {
    own: known(own),
    probe: known(probe),
    others: othersOf(open, size, around).map((one) => known(one, racerName(one.id, size))),
  };
}

/** A racer that chooses `size` members, among those of other sizes. */
export const racerName = (id: string, size: number): string => `${id} of ${size}`;

/** The search as it chooses. */
function selectionOf(
  search: ResolvedSearch,
  objective: NativeObjective,
  size: number,
  around: Around,
): Selection {
  if (search.objective === "believable") return believableSelection(search, around);
  if (search.objective === "top") return rankingSelection(search, size);
  return searchSelection(search, objective, around);
}

/** What figures of twins are, in the words of the sentence: the objective by the name that every screen gives it. */
function statisticOf({ objective }: ResolvedSearch): string {
  if (objective === "top") return "a mean / deviation of";
  const { title } = objectiveTable[objective];
  // What has a title that is no quantity is a score of its own.
  if (objective === "less_max_dd" || objective === "enhanced" || objective === "hybrid")
    return `${/^E/.test(title) ? "an" : "a"} ${title} score of`;
  // Within a sentence; an abbreviation stays as it is.
  const words = title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words} of`;
}

/** Evaluations of a run of P&L / drawdown where it only takes part in the race, twenty times what a probe has. */
const quickEvaluations = 1_000_000;

/**
 * What the race is against: the believable Sharpe ratio, P&L / drawdown and the plain rankings, but for what the search itself
 * is.
 */
function othersOf({ search, view, floor }: OpenSearch, members: number, around: Around): Racer[] {
  const size = { minSize: members, maxSize: members };
  const ratio: ResolvedSearch = {
    ...search,
    ...size,
    objective: "ratio",
    penaltyWeight: search.penaltyWeight ?? 10,
    drawdownFloor: search.drawdownFloor ?? floor,
    algorithms: ["sa", "hc"],
    seeds: undefined,
    evaluations: quickEvaluations,
  };
  const isApart =
    search.objective === "top" && (search.constraints.maxPairCorrelation ?? 1) <= rankingPairLimit;
  const racers: (Racer & { readonly is: boolean })[] = [
    {
      id: "believable",
      title: objectiveTable.believable.title,
      select: believableSelection({ ...search, ...size, slack: 0 }, around),
      is: search.objective === "believable",
    },
    {
      id: "ratio",
      title: `${objectiveTable.ratio.title} (quick)`,
      select: searchSelection(ratio, searchObjective(ratio, view.zones !== undefined), around),
      is: search.objective === "ratio",
    },
    {
      id: "top",
      title: objectiveTable.top.title,
      select: rankingSelection(search, members),
      is: search.objective === "top" && !isApart,
    },
    {
      id: "top-apart",
      title: `${objectiveTable.top.title}, no pair over ${rankingPairLimit}`,
      select: rankingSelection(search, members, rankingPairLimit),
      is: isApart,
    },
  ];
  return racers.filter((one) => !one.is).map(({ is: _, ...racer }) => racer);
}

/** What was scored, never more than there is. */
function effortOf(
  runs: readonly SearchOutcome[],
  strategies: number,
  { minSize, maxSize }: ResolvedSearch,
): SearchVerdict["effort"] {
  let exist = 0;
  for (let size = minSize; size <= maxSize; size += 1) exist += combinations(strategies, size);
  const scored = runs.reduce((sum, run) => sum + run.evaluations, 0);
  const ruledOut = runs.reduce((sum, run) => sum + run.screened, 0);
  const shown = Math.min(scored, exist);
  return {
    scored: shown,
    ruledOut: Math.min(ruledOut, exist - shown),
    exist: Number.isFinite(exist) ? exist : null,
  };
}
