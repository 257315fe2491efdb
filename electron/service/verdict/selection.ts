/** A way to choose a portfolio from a table, as the verdict repeats it on twins and on the past. */
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import { openView } from "../analysis/view/with-view.ts";
import type { CallContext } from "../context.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import type { Engine } from "../engine/engine.ts";
import { pickBest } from "../search/best.ts";
import { resolveConstraints } from "../search/constraints/resolve.ts";
import type { ResolvedSearch } from "../search/resolve.ts";
import { runPlan } from "../search/run-plan.ts";

export interface Chosen {
  /** Ascending columns of the view. */
  readonly members: readonly number[];
  /** What the selection maximises; minus infinity when nothing keeps the limits. */
  readonly statistic: number;
}

/** Chooses from a view's rows alone: nothing of other rows or of an earlier choice goes in. */
export type Selection = (view: AnalysisView, call: CallContext) => Promise<Chosen>;

/** Evaluations of a run of a probe: a twentieth of the search's, within bounds. */
export function probeEvaluations(evaluations: number): number {
  return Math.min(200_000, Math.max(50_000, Math.round(evaluations / 20)));
}

/**
 * The whole plan of a search (algorithms, sizes, warm starts, limits, groups) at the budget of a probe. `runs` is told
 * how many runs a choice made.
 */
export function searchSelection(
  search: ResolvedSearch,
  objective: NativeObjective,
  around: { readonly engine: Engine; readonly threads: number; readonly runs?: (count: number) => void },
): Selection {
  const { seconds: _, stagnation: __, ...plan } = search;
  const probe: ResolvedSearch = { ...plan, evaluations: probeEvaluations(search.evaluations) };
  return async (view, call) => {
    const constraints = resolveConstraints(view, probe.constraints);
    const session = await openView(around.engine, view, "small-batches");
    // The race of a probe is of no interest: what calls it says how far it is.
    const quiet: CallContext = { signal: call.signal, progress: () => undefined };
    try {
      const runs = await runPlan(
        { session, search: probe, constraints, objective, threads: around.threads },
        quiet,
      );
      around.runs?.(runs.length);
      const best = pickBest(runs);
      return {
        members: best.columns,
        statistic: best.violation > 0 ? Number.NEGATIVE_INFINITY : best.fitness,
      };
    } finally {
      session.close();
    }
  };
}
