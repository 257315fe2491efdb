/** A way to choose a portfolio from a table, as the verdict repeats it on twins and on the past. */

import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import { openView } from "../analysis/view/with-view.ts";
import type { CallContext } from "../context.ts";
import type { NativeJudgement } from "../engine/addon/believable.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSession } from "../engine/session.ts";
import { rankPortfolios } from "../rank-portfolios.ts";
import { pickBest } from "../search/best.ts";
import { balancePenalty } from "../search/constraints/group-counts.ts";
import { resolveConstraints } from "../search/constraints/resolve.ts";
import { chooseFrom, judgeTable } from "../search/direct.ts";
import { searchWork } from "../search/plan.ts";
import type { ResolvedSearch } from "../search/resolve.ts";
import { runPlan } from "../search/run-plan.ts";
import { inDeviations } from "../search/terms.ts";
import { rankedColumns } from "./rankings.ts";
import { type Sample, sampledTable } from "./resampling.ts";

export interface Chosen {
  /** Ascending columns of the view. */
  readonly members: readonly number[];
  /** What the selection maximises; minus infinity when nothing keeps the limits. */
  readonly statistic: number;
}

/** Chooses from a sample of a view's rows alone: nothing of other rows or of an earlier choice goes in. */
export type Selection = (view: AnalysisView, sample: Sample, call: CallContext) => Promise<Chosen>;

/** The view of a sample's rows. */
export function sampledView(view: AnalysisView, sample: Sample): AnalysisView {
  return {
    ...view,
    ...sampledTable(view, sample),
    observations: Array.from(
      sample.rows,
      (t) => view.observations[t] as AnalysisView["observations"][number],
    ),
  };
}

/** P&L of equal-weight members on a sample of a view's rows, currency. Centring leaves the spread alone and is not undone. */
export function sampledPnl(view: AnalysisView, sample: Sample, members: readonly number[]): Float64Array {
  const whole = portfolioPnl(view.matrix, members);
  const mean = sample.centred ? meanOf(whole) : 0;
  const { rows, signs, stretch = 1 } = sample;
  const pnl = Float64Array.from(rows, (t, k) => (signs?.[k] ?? 1) * ((whole[t] as number) - mean));
  const more = stretch === 1 ? 0 : (stretch - 1) * meanOf(pnl);
  return pnl.map((x) => x + more);
}

const meanOf = (series: Float64Array): number => series.reduce((sum, one) => sum + one, 0) / series.length;

/** Evaluations of a run of a probe: a twentieth of the search's, within bounds. */
export function probeEvaluations(evaluations: number): number {
  return Math.min(200_000, Math.max(50_000, Math.round(evaluations / 20)));
}

/**
 * The whole plan of a search (algorithms, sizes, what sizes exchange, limits, groups) at the budget of a probe.
 */
export function searchSelection(
  search: ResolvedSearch,
  objective: NativeObjective,
  around: {
    readonly engine: Engine;
    readonly session: Pick<EngineSession, "memory">;
    readonly threads: number;
  },
): Selection {
  const { seconds: _, stagnation: __, ...plan } = search;
  const probe: ResolvedSearch = { ...plan, evaluations: probeEvaluations(search.evaluations) };
  return async (whole, sample, call) => {
    const view = sampledView(whole, sample);
    const constraints = resolveConstraints(view, probe.constraints);
    const session = await openView(around.engine, view, {
      work: searchWork(probe, view.matrix, constraints.maxPairCorrelation < 1),
      memory: around.session.memory,
    });
    // The race of a probe is of no interest: what calls it says how far it is.
    const quiet: CallContext = { signal: call.signal, progress: () => undefined };
    try {
      const weighed = await inDeviations({ session, search: probe, constraints, objective }, quiet);
      const runs = await runPlan(
        { session, search: probe, constraints, objective: weighed, threads: around.threads },
        quiet,
      );
      const best = pickBest(runs);
      return {
        members: best.columns,
        statistic: best.violation > 0 ? Number.NEGATIVE_INFINITY : best.fitness,
      };
    } finally {
      session.close();
      view.matrix.stored?.release();
    }
  };
}

/** Whether a sample is the whole table as it is. */
function isWhole({ rows, signs, centred, stretch = 1 }: Sample, observations: number): boolean {
  const isPlain = signs === undefined && !centred && stretch === 1;
  return isPlain && rows.length === observations && rows.every((t, k) => t === k);
}

interface AroundChoice {
  /** Open on the view that samples are of. */
  readonly session: Pick<EngineSession, "judgements">;
  readonly threads: number;
  /** Of the whole table under the search's seed, where there is one: it is not judged again. */
  readonly judgement?: NativeJudgement | undefined;
}

/**
 * The exact choice by the believable Sharpe ratio, of every size, with the slack: the table is judged anew in every sample. The
 * statistic is the best believable Sharpe ratio.
 */
export function believableSelection(search: ResolvedSearch, around: AroundChoice): Selection {
  return async (whole, sample, call) => {
    const found = await believedOfSizes(search, around)(whole, sample, call);
    return found.reduce((a, b) => (rankPortfolios(b, a) < 0 ? b : a));
  };
}

/** The same of every size, without the choice among them: all on one judgement. */
export function believedOfSizes(search: ResolvedSearch, around: AroundChoice) {
  return async (
    whole: AnalysisView,
    sample: Sample,
    { signal }: CallContext,
  ): Promise<
    (Chosen & { readonly size: number; readonly fitness: number; readonly violation: number })[]
  > => {
    const constraints = resolveConstraints(whole, search.constraints, sample);
    const quiet: CallContext = { signal, progress: () => undefined };
    const { session, threads, judgement } = around;
    const known = isWhole(sample, whole.matrix.observations) ? judgement : undefined;
    const table = await judgeTable(session, { ...search, sample, known }, constraints, threads, quiet);
    try {
      const found = [];
      for (let size = search.minSize; size <= search.maxSize; size += 1) {
        const one = await chooseFrom(table, size, { slack: search.slack ?? 0 }, quiet);
        const { members, violation, value, best } = one;
        const fitness = value - balancePenalty(constraints.groupings, members);
        const statistic = violation > 0 ? Number.NEGATIVE_INFINITY : best.value;
        found.push({ size, members: Array.from(members), violation, fitness, statistic });
      }
      return found;
    } finally {
      if (!known) table.judgements.close(table.judgement.handle);
    }
  };
}

/**
 * The `size` strategies of highest mean / deviation, of which no pair correlates over the limit; the statistic is their mean.
 */
export function rankingSelection(search: ResolvedSearch, size: number, pairLimit = 1): Selection {
  return async (whole, sample) => {
    const past = sampledView(whole, sample);
    const constraints = resolveConstraints(past, search.constraints);
    const maxPairCorrelation = Math.min(pairLimit, constraints.maxPairCorrelation);
    const { columns, mean } = rankedColumns(past.matrix, size, {
      ...constraints,
      maxPairCorrelation,
      correlationSource: past.correlationSource,
    });
    past.matrix.stored?.release();
    return { members: columns, statistic: mean };
  };
}
