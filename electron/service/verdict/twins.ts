/** Does the selection find more than it finds in noise of the same kind? */
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { Lanes } from "../lanes.ts";
import { rankOf } from "./ranks.ts";
import { type Dependence, type TwinKind, twinKinds, twinSample } from "./resampling.ts";
import { type Selection, sampledPnl } from "./selection.ts";
import { sharpeMoments } from "./sharpe.ts";

/** So many twins of a kind that do as well settle it (Besag and Clifford 1991). */
export const enoughExceedances = 5;

export interface TwinsPlan extends Dependence {
  /** Twins of each kind. */
  readonly twins: number;
  readonly kinds: readonly TwinKind[];
  readonly seed: number;
  readonly lanes: Lanes;
  /** Hears of the values of the twins that are done, of any kind and in any order, of so many at most. */
  readonly told?: (values: readonly number[], of: number) => void;
}

export interface TwinsAnswer {
  /** The larger of the kinds' p. */
  readonly p: number;
  readonly ofKind: Readonly<Partial<Record<TwinKind, number>>>;
  readonly values: Readonly<Record<TwinKind, readonly number[]>>;
  /** Sharpe ratios per observation in sample of what was chosen in the twins. */
  readonly sharpes: readonly number[];
}

/**
 * p of `reached` among the values of the twins in their order: (1 + exceedances) / (1 + twins), or 5 / k as soon as five of
 * k do as well. `used` is how many of the values the answer rests on. Undefined while more are needed.
 */
export function sequentialP(
  reached: number,
  values: readonly number[],
  twins: number,
): { readonly p: number; readonly used: number } | undefined {
  let exceed = 0;
  for (const [k, value] of values.entries()) {
    if (value >= reached) exceed += 1;
    if (exceed === enoughExceedances) return { p: exceed / (k + 1), used: k + 1 };
  }
  return values.length >= twins ? { p: (1 + exceed) / (1 + twins), used: twins } : undefined;
}

/**
 * Whether the answer rests on no twin from `twin` on: five before it do as well. `values`: by twin, as far as they are known.
 */
export function isSettledBefore(twin: number, reached: number, values: ReadonlyMap<number, number>): boolean {
  const asGood = [...values].filter(([k, value]) => k < twin && value >= reached);
  return asGood.length >= enoughExceedances;
}

/**
 * Whether a twin is needed whatever those before it come to, or is none any more. `found`: the twins of its kind by their
 * number, as far as they are known.
 */
export function rankOfTwin(
  twin: number,
  reached: number | undefined,
  found: readonly (Pick<Twin, "value"> | undefined)[],
): number {
  let [open, asGood] = [0, 0];
  for (let k = 0; k < twin; k += 1) {
    const one = found[k];
    if (!one || reached === undefined) open += 1;
    else if (one.value >= reached) asGood += 1;
  }
  if (asGood >= enoughExceedances) return rankOf.settledTwin;
  return asGood + open < enoughExceedances ? rankOf.neededTwin : rankOf.spareTwin;
}

/**
 * Runs the selection on twins of each kind until the answer is certain. The same on any number at a time: what is begun before
 * it is certain that it is needed is left out of the answer where it was not.
 */
export async function judgeByTwins(
  view: AnalysisView,
  asked: Promise<number>,
  select: Selection,
  plan: TwinsPlan,
  call: CallContext,
): Promise<TwinsAnswer> {
  const found = { signs: [] as Twin[], bootstrap: [] as Twin[] };
  let known: number | undefined;
  const tasks = Array.from({ length: plan.twins }, (_, twin) =>
    plan.kinds.map((kind) => ({ kind, twin })),
  ).flat();
  const values: number[] = [];
  const tell = () => known !== undefined && values.length > 0 && plan.told?.(values, tasks.length);
  const settled = asked.then((value) => {
    known = value;
    tell();
  });
  const runs = tasks.map(({ kind, twin }) => {
    const rank = () => rankOfTwin(twin, known, found[kind]);
    return plan.lanes.run(rank, async () => {
      if (rank() === rankOf.settledTwin) return;
      const sample = twinSample(view.matrix.observations, kind, { ...plan, twin });
      const { members, statistic } = await select(view, sample, call);
      const { sharpe } = sharpeMoments(sampledPnl(view, sample, members));
      found[kind][twin] = { value: statistic, sharpe };
      values.push(statistic);
      tell();
    });
  });
  await Promise.all([settled, ...runs]);
  const reached = await asked;
  const answer = (kind: TwinKind) => sequentialP(reached, leading(found[kind]), plan.twins);
  const used = twinKinds.map((kind) => [kind, answer(kind)] as const);
  const kept = (kind: TwinKind) => found[kind].slice(0, answer(kind)?.used ?? 0);
  return {
    p: Math.max(...used.map(([, one]) => one?.p ?? 0)),
    ofKind: Object.fromEntries(used.flatMap(([kind, one]) => (one ? [[kind, one.p]] : []))),
    values: {
      signs: kept("signs").map((one) => one.value),
      bootstrap: kept("bootstrap").map((one) => one.value),
    },
    sharpes: twinKinds.flatMap((kind) => kept(kind).map((one) => one.sharpe)),
  };
}

interface Twin {
  readonly value: number;
  readonly sharpe: number;
}

/** Values up to the first twin that is not there yet. */
function leading(found: readonly (Twin | undefined)[]): number[] {
  const values: number[] = [];
  for (let k = 0; k < found.length; k += 1) {
    const one = found[k];
    if (!one) break;
    values.push(one.value);
  }
  return values;
}
