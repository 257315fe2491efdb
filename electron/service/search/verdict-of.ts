import type { FoundPortfolio, SearchOutcome } from "../../contract/search-result.ts";
import type { SearchVerdict } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import type { Engine } from "../engine/engine.ts";
import { judgeSearch } from "../verdict/judge.ts";
import { searchSelection } from "../verdict/selection.ts";
import { combinations } from "./enumerate.ts";
import type { ResolvedSearch } from "./resolve.ts";

interface FinishedSearch {
  readonly search: ResolvedSearch;
  readonly objective: NativeObjective;
  readonly threads: number;
  readonly view: AnalysisView;
  readonly runs: readonly SearchOutcome[];
  readonly best: FoundPortfolio;
  /** Drawdown floor of the textbook profile, currency: without one the ratio of twins has no upper end. */
  readonly floor: number;
}

/** Threads that a probe puts to use before the rest is better used by another twin. */
const threadsOfProbe = 8;

/** Holds what a search found against luck. */
export function verdictOf(
  finished: FinishedSearch,
  engine: Engine,
  call: CallContext,
): Promise<SearchVerdict> {
  const { search, objective, view, runs, best } = finished;
  const width = Math.max(1, Math.floor(finished.threads / threadsOfProbe));
  const around = { engine, threads: Math.floor(finished.threads / width) };
  const floored = { ...objective, drawdownFloor: objective.drawdownFloor || finished.floor };
  return judgeSearch(
    {
      search,
      view,
      best,
      effort: effortOf(runs, view.matrix.strategies, search),
      probe: searchSelection(search, floored, around),
      statistic:
        search.mode === "metric" ? search.metric.replaceAll("_", " ") : `the ${search.mode} objective`,
      own: { id: "search", title: "This search", select: searchSelection(search, objective, around) },
      others: [],
      options: search.verdict,
      width,
    },
    call,
  );
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
