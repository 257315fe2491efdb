/** A view's table judged once, and the error that figures have in it: kept as long as the view is. */
import { availableParallelism } from "node:os";
import type { WeightScheme } from "../../contract/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type {
  NativeBelieved,
  NativeJudgement,
  NativeJudgeRequest,
  NativeMeasured,
} from "../engine/addon/believable.ts";
import type { Judgements } from "../engine/judgements.ts";
import type { Settings } from "../settings/settings.ts";
import { rowDependenceInTurns } from "../verdict/resampling.ts";
import type { BelievedMembers } from "./believed.ts";

/** What portfolios of a table are weighted, expected and sized by. */
export interface MeasuredTable {
  readonly judgement: NativeJudgement;
  readonly measured: NativeMeasured;
  /** L: rows that stay together when the table is resampled. */
  readonly block: number;
  /** What is believed of members by column, in their order. `cap`: most that believable weights give one. */
  believe(members: Uint32Array, cap?: number): Promise<WeightedMembers>;
}

/** Members with the ways to weight them, [n] each, and the believable Sharpe ratio of each way. */
export interface WeightedMembers extends BelievedMembers {
  readonly weights: Readonly<Record<WeightScheme, Float64Array>>;
  readonly values: Readonly<Record<WeightScheme, number>>;
}

type Surroundings = Pick<ServiceContext, "settings" | "views">;

export const threadsOf = ({ settings }: { readonly settings: Pick<Settings, "get"> }): number =>
  settings.get("general.threads") || availableParallelism();

/**
 * Judges all rows of a view under a seed (left out: the settings'); a second call on the view answers at once. Not to be
 * closed. `make` may know something of them.
 */
export function judgedTable(
  { view, session }: OpenedView,
  context: Surroundings,
  call: CallContext,
  seed = context.settings.get("search.seed"),
  make: (judge: Judge) => Promise<NativeJudgement> = (judge) => judge({}),
): Promise<NativeJudgement> {
  const threads = threadsOf(context);
  return context.views.derived(view, `judged ${seed}`, () =>
    make((known) => session.judgements.judge({ seed: BigInt(seed), threads, ...known }, call)),
  );
}

/** Judges all rows with what is known of them from an earlier time. */
type Judge = (known: Pick<NativeJudgeRequest, "correlation" | "families">) => Promise<NativeJudgement>;

/** The same with the error measured. */
export function measuredTable(
  opened: OpenedView,
  context: Surroundings,
  call: CallContext,
): Promise<MeasuredTable> {
  const { view, session } = opened;
  const seed = context.settings.get("search.seed");
  const threads = threadsOf(context);
  return context.views.derived(view, `measured ${seed}`, async () => {
    const judged = await judgedTable(opened, context, call);
    return judgeAndMeasure(view, session.judgements, { seed, threads, judged }, call);
  });
}

interface MeasureOptions {
  readonly seed: number;
  readonly threads: number;
  /** Of all rows under this seed, where it is there already. */
  readonly judged?: NativeJudgement | undefined;
  /** The error, where it was measured already: `believe` then does not say M. */
  readonly measured?: NativeMeasured | undefined;
  /** What is drawn at random otherwise: rho* and the rows of the draws. */
  readonly given?: {
    readonly correlation: Float64Array;
    readonly draws: Uint32Array;
  };
}

/** The same without keeping it. */
export async function judgeAndMeasure(
  view: Pick<AnalysisView, "matrix">,
  judgements: Judgements,
  { seed, threads, judged, measured: known, given }: MeasureOptions,
  call: CallContext,
): Promise<MeasuredTable> {
  const { block } = await rowDependenceInTurns(view.matrix, call);
  const drawn = { seed: BigInt(seed), threads };
  const judgement =
    judged ??
    (await judgements.judge({ ...drawn, ...(given ? { correlation: given.correlation } : {}) }, call));
  const draws = given ? { draws: given.draws } : {};
  const measured = known ?? (await judgements.measure(judgement.handle, { ...drawn, block, ...draws }, call));
  return {
    judgement,
    measured,
    block,
    believe: (members, cap) =>
      believeMembers(judgements, { ...judgement, theta: measured.theta }, members, { threads, cap }),
  };
}

/** What a judgement says of members by column, in their order. */
export async function believeMembers(
  judgements: Judgements,
  judgement: Pick<NativeJudgement, "handle" | "deviation" | "theta">,
  members: Uint32Array,
  { threads, cap }: { readonly threads: number; readonly cap?: number | undefined },
): Promise<WeightedMembers> {
  const order = Uint32Array.from(members.keys()).sort(
    (a, b) => (members[a] as number) - (members[b] as number),
  );
  const ascending = order.map((k) => members[k] as number);
  const found = await judgements.believe(judgement.handle, {
    members: ascending,
    threads,
    ...(cap === undefined ? {} : { cap }),
  });
  return inOrder(found, order, { ...judgement, members });
}

/** The answer for ascending members in the order that they were given in: member `order[k]` is the k-th. */
function inOrder(
  found: NativeBelieved,
  order: Uint32Array,
  { deviation, theta, members }: Pick<NativeJudgement, "deviation" | "theta"> & { members: Uint32Array },
): WeightedMembers {
  const n = order.length;
  const placed = (values: Float64Array) => {
    const out = new Float64Array(n);
    for (const [k, at] of order.entries()) out[at] = values[k] as number;
    return out;
  };
  const correlation = new Float64Array(n * n);
  for (const [k, row] of order.entries()) {
    for (const [j, column] of order.entries()) {
      correlation[row * n + column] = found.correlation[k * n + j] as number;
    }
  }
  const { weights, weightedValues: values } = found;
  return {
    deviation: Float64Array.from(members, (column) => deviation[column] as number),
    theta: Float64Array.from(members, (column) => theta[column] as number),
    correlation,
    weights: {
      equal: new Float64Array(n).fill(1 / n),
      believable: placed(weights.believable),
      inverse_volatility: placed(weights.inverseVolatility),
      equal_risk: placed(weights.equalRisk),
    },
    values: {
      equal: values.equal,
      believable: values.believable,
      inverse_volatility: values.inverseVolatility,
      equal_risk: values.equalRisk,
    },
  };
}
