import type { SearchLuck } from "../../../contract/search-result.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import type { CallContext } from "../../call-context.ts";
import type { Engine } from "../../engine/engine.ts";
import { describePortfolio } from "../describe-portfolio.ts";
import { openView } from "../open-view.ts";
import { runPlan } from "../run-plan.ts";
import type { FinishedSearch } from "./assess-luck.ts";
import { flipRows } from "./flip-rows.ts";
import { sharpeMoments } from "./sharpe-moments.ts";

/**
 * The search that won (its algorithm, size, budget and limits) on the same table with a random sign per observation.
 * What it finds there has no cause but chance.
 */
export async function runNullTwin(
  finished: FinishedSearch,
  engine: Engine,
  call: CallContext,
): Promise<NonNullable<SearchLuck["nullTwin"]>> {
  const { search, searched, best } = finished;
  const { correlationSource } = searched;
  const matrix = flipRows(searched.matrix, search.seed);
  const perObservation = correlationSource ? correlationSource.observations / matrix.observations : 1;
  const session = await openView(engine, {
    matrix,
    ...(correlationSource
      ? { correlationSource: flipRows(correlationSource, search.seed, perObservation) }
      : {}),
  });
  try {
    const twin = { ...search, minSize: best.size, maxSize: best.size, algorithms: [best.algorithm] };
    // Its race is another one: the messages say only that it goes on.
    const quiet: CallContext = {
      signal: call.signal,
      progress: () => call.progress({ stage: "Searching rows with random signs, where there is only luck" }),
    };
    const [run] = await runPlan({ ...finished, luck: undefined, search: twin, session }, quiet);
    if (!run) throw new Error("a plan of one run came to nothing");
    const portfolio = await describePortfolio(session, searched.strategies, finished.objective, run);
    return {
      fitness: portfolio.fitness,
      roi: portfolio.roi,
      max_drawdown: portfolio.max_drawdown,
      sharpe: sharpeMoments(portfolioPnl(matrix, portfolio.columns)).sharpe,
    };
  } finally {
    session.close();
  }
}
