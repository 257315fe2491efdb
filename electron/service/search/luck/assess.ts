import type { FoundPortfolio, SearchLuck, SearchOutcome } from "../../../contract/search-result.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import type { CallContext } from "../../call-context.ts";
import type { NativeObjective } from "../../engine/addon/figures.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { CounterRandom } from "../../sampling/counter-random.ts";
import { describePortfolio } from "../best.ts";
import type { ResolvedConstraints } from "../constraints/resolve.ts";
import type { ResolvedSearch } from "../resolve.ts";
import { runPlan } from "../run-plan.ts";
import { openView } from "../session.ts";
import type { LuckSoFar } from "./luck-so-far.ts";
import { sharpeMoments } from "./sharpe.ts";

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

type Period = NonNullable<SearchLuck["holdOut"]>["searched"];

/** A portfolio's score on the rows of a view alone. */
export async function judgePeriod(
  engine: Engine,
  view: AnalysisView,
  objective: NativeObjective,
  columns: readonly number[],
): Promise<Period> {
  const session = await openView(engine, view);
  try {
    const { components } = await session.scorePortfolios(
      Uint32Array.from(columns),
      columns.length,
      objective,
    );
    return {
      observations: view.matrix.observations,
      firstDate: view.observations[0]?.date ?? "",
      lastDate: view.observations.at(-1)?.date ?? "",
      fitness: components[nativeIds.component.fitness] as number,
      roi: components[nativeIds.component.roi] as number,
      max_drawdown: components[nativeIds.component.max_drawdown] as number,
      sharpe: sharpeMoments(portfolioPnl(view.matrix, columns)).sharpe,
    };
  } finally {
    session.close();
  }
}

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

const use = 1001;

/**
 * The table with a random sign per observation (Rademacher): columns keep their dispersion and their dependence on one
 * another, and lose every drift. Rows that keep their sign are shared. With a correlation source of several rows per
 * observation each block follows its observation. Signs depend on the seed and the row alone.
 */
export function flipRows(matrix: PnlMatrix, seed: number, rowsPerObservation = 1): PnlMatrix {
  const random = new CounterRandom(seed);
  const rows = matrix.rows.map((row, t) =>
    random.integer(use, Math.floor(t / rowsPerObservation), 0, 2) === 1 ? row.map((value) => -value) : row,
  );
  return { ...matrix, rows };
}
