/** What comes to a portfolio of a size without one of the algorithms: the exact choice by what is believed, or a ranking. */
import type { FoundBy } from "../../contract/algorithms.ts";
import { Problem } from "../../contract/problem.ts";
import type { SearchOutcome } from "../../contract/search-result.ts";
import { totalAndFall } from "../analysis/series/curves.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type {
  JudgementHandle,
  NativeChoice,
  NativeChoiceRequest,
  NativeJudgement,
} from "../engine/addon/believable.ts";
import type { Judgements } from "../engine/judgements.ts";
import type { EngineSession } from "../engine/session.ts";
import { rankedColumns } from "../verdict/rankings.ts";
import type { Sample } from "../verdict/resampling.ts";
import type { KnownOutcome } from "./best.ts";
import { balancePenalty } from "./constraints/group-counts.ts";
import { nativeGrouping } from "./constraints/groupings.ts";
import type { ResolvedConstraints } from "./constraints/resolve.ts";
import type { ResolvedSearch } from "./resolve.ts";

export interface DirectWay {
  readonly find: (size: number, call: CallContext) => Promise<SearchOutcome>;
  /** The judgement whose believable Sharpe ratio the algorithms maximise. */
  readonly believed?: JudgementHandle;
}

/** A judged table, and what portfolios of it must satisfy. */
export interface JudgedTable {
  readonly judgements: Judgements;
  readonly judgement: NativeJudgement;
  readonly constraints: ResolvedConstraints;
  /** Running peaks begin at 0. */
  readonly peakFromZero: boolean;
  /** Changes the time it takes and nothing else. */
  readonly threads: number;
}

/**
 * Judges the rows of a session, all as they are or a sample; `known`: they are. The judgement is closed with the session, or
 * before.
 */
export async function judgeTable(
  { judgements }: Pick<EngineSession, "judgements">,
  search: Pick<ResolvedSearch, "seed" | "profile"> & {
    readonly sample?: Sample;
    readonly known?: NativeJudgement | undefined;
  },
  constraints: ResolvedConstraints,
  threads: number,
  call: CallContext,
): Promise<JudgedTable> {
  const judgement =
    search.known ?? (await judgements.judge({ seed: BigInt(search.seed), threads, ...search.sample }, call));
  const peakFromZero = search.profile !== "legacy";
  return { judgements, judgement, constraints, peakFromZero, threads };
}

/** The exact choice of a size, with what only some callers want beside it. */
export function chooseFrom(
  table: JudgedTable,
  size: number,
  more: Pick<NativeChoiceRequest, "slack"> & Partial<NativeChoiceRequest>,
  call: CallContext,
): Promise<NativeChoice> {
  const { judgements, judgement, constraints, peakFromZero, threads } = table;
  const { candidates, mustInclude, groupings, maxPairCorrelation, maxDrawdown } = constraints;
  return judgements.choose(
    judgement.handle,
    {
      size,
      peakFromZero,
      threads,
      maxPairCorrelation,
      maxDrawdown,
      groupings: groupings.map(({ labels, grouping }) => nativeGrouping(labels, grouping, size)),
      ...(candidates ? { candidates } : {}),
      ...(mustInclude ? { mustInclude } : {}),
      ...more,
    },
    call,
  );
}

/**
 * The exact choice: the best believable Sharpe ratio in the pool, or of all where there are no more portfolios than the budget.
 */
export function exactChoice(table: JudgedTable, search: Pick<ResolvedSearch, "evaluations">): DirectWay {
  return {
    believed: table.judgement.handle,
    async find(size, call) {
      const began = performance.now();
      const enumerated = Math.min(mostEnumerated, search.evaluations);
      const { best, judged, ...choice } = await chooseFrom(table, size, { slack: 0, enumerated }, call);
      return directOutcome("choice", size, began, {
        columns: Array.from(best.members),
        fitness: best.value - balancePenalty(table.constraints.groupings, best.members),
        violation: best.violation,
        evaluations: judged,
        swapOptimal: choice.enumerated,
      });
    },
  };
}

/**
 * Step 7: from the best believable Sharpe ratio of a size, whoever found it, swaps that raise P&L / drawdown while no more than
 * the slack is given away.
 */
export async function withinSlack(
  table: JudgedTable,
  slack: number,
  best: SearchOutcome,
  runs: readonly SearchOutcome[],
  call: CallContext,
): Promise<KnownOutcome> {
  const start = Uint32Array.from(best.columns);
  const chosen = await chooseFrom(table, best.size, { slack, start }, call);
  const isSame = (one: SearchOutcome) => one.columns.join() === best.columns.join();
  const exact = runs.find(({ algorithm, size }) => algorithm === "choice" && size === best.size);
  return {
    ...best,
    columns: Array.from(chosen.members),
    fitness: chosen.value - balancePenalty(table.constraints.groupings, chosen.members),
    violation: chosen.violation,
    // Of the best of which this gives a little away.
    swapOptimal: runs.some((one) => one.swapOptimal && isSame(one)),
    optimalOf: exact?.swapOptimal ? exact.evaluations : null,
    believable: { value: chosen.value, best: chosen.best.value, slack },
  };
}

/** More portfolios than these are not all judged, whatever the budget. */
const mostEnumerated = 2_000_000;

/**
 * The strategies of highest mean / deviation; fitness is their mean of it. Limits on pairs and groups are kept, that on
 * drawdown is told.
 */
export function rankingWay(
  { matrix, correlationSource }: Pick<AnalysisView, "matrix" | "correlationSource">,
  constraints: ResolvedConstraints,
  peakFromZero: boolean,
): DirectWay {
  return {
    async find(size) {
      const began = performance.now();
      const { columns, mean } = rankedColumns(matrix, size, { ...constraints, correlationSource });
      if (columns.length < size) {
        throw new Problem("not-found", `The ranking ends after ${columns.length} of ${size} strategies.`, {
          remedy: "Loosen the limits on pairs or groups, or search for fewer.",
        });
      }
      return directOutcome("ranking", size, began, {
        columns,
        fitness: mean - balancePenalty(constraints.groupings, columns),
        violation: drawdownExcess(portfolioPnl(matrix, columns), constraints.maxDrawdown, peakFromZero),
        evaluations: 1,
        swapOptimal: false,
      });
    },
  };
}

/** By how much a series falls deeper than the limit, in limits; 0 where there is none. */
function drawdownExcess(pnl: ArrayLike<number>, limit: number, peakFromZero: boolean): number {
  const { fall } = totalAndFall(pnl, peakFromZero);
  return limit > 0 && fall > limit ? (fall - limit) / limit : 0;
}

type Found = Pick<SearchOutcome, "columns" | "fitness" | "violation" | "evaluations" | "swapOptimal">;

function directOutcome(algorithm: FoundBy, size: number, began: number, found: Found): SearchOutcome {
  const { fitness, columns, evaluations, swapOptimal, violation } = found;
  // In the order of the contract, so that search.json is the same text whichever way it comes about.
  return {
    size,
    algorithm,
    fitness,
    columns,
    evaluations,
    screened: 0,
    generations: 0,
    seconds: (performance.now() - began) / 1000,
    stopped: "converged",
    swapOptimal,
    violation,
    reproducible: true,
    curve: [evaluations, fitness],
  };
}
