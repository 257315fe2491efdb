import type { FoundPortfolio, SearchLuck, SearchOutcome } from "../../../contract/search-result.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import type { CallContext } from "../../call-context.ts";
import type { NativeObjective } from "../../engine/addon.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ResolvedConstraints } from "../constraints/resolve-constraints.ts";
import type { ResolvedSearch } from "../resolved-search.ts";
import { judgePeriod } from "./judge-period.ts";
import type { LuckSoFar } from "./luck-so-far.ts";
import { runNullTwin } from "./run-null-twin.ts";

export interface FinishedSearch {
  readonly search: ResolvedSearch;
  readonly constraints: ResolvedConstraints;
  readonly objective: NativeObjective;
  readonly threads: number;
  /** What was searched, and the rows that were held out, if any. */
  readonly searched: AnalysisView;
  readonly heldOut: AnalysisView | null;
  readonly runs: readonly SearchOutcome[];
  readonly best: FoundPortfolio;
  readonly luck: LuckSoFar;
}

/** Says how much of the best portfolio may be luck. */
export async function assessLuck(
  finished: FinishedSearch,
  engine: Engine,
  call: CallContext,
): Promise<SearchLuck> {
  const { search, searched, heldOut, best, objective } = finished;
  const trials = finished.runs.reduce((sum, run) => sum + run.evaluations + run.screened, 0);
  const { size: _, ...figures } = finished.luck.assess(best.columns, trials);
  return {
    ...figures,
    trialVariance: finished.luck.variance(best.size),
    holdOut: heldOut && {
      searched: await judgePeriod(engine, searched, objective, best.columns),
      heldOut: await judgePeriod(engine, heldOut, objective, best.columns),
    },
    nullTwin: search.nullTwin ? await runNullTwin(finished, engine, call) : null,
  };
}
