/** Ways to weight given members, and what each earned on rows that it was not made from (docs/expectation.md). */
import type { ResultOf } from "../../contract/method.ts";
import type { portfolioWeights } from "../../contract/methods/portfolio.ts";
import { type WeightScheme, weightScheme, weightSchemeTable } from "../../contract/portfolio.ts";
import type { SearchResult, SearchWeights } from "../../contract/search-result.ts";
import type { OutOfSample } from "../../contract/verdict.ts";
import { weightedPnl } from "../analysis/series/portfolio.ts";
import { namesOf } from "../analysis/view/members.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { turnsOf } from "../turns.ts";
import { figuresOf } from "../verdict/judge.ts";
import { rowsBetween } from "../verdict/resampling.ts";
import { isLongEnough, rowsJudged, type WalkStep, walkSteps } from "../verdict/walk-forward.ts";
import { believedSum, measuredSharpe } from "./believed.ts";
import { believeMembers, measuredTable, threadsOf, type WeightedMembers } from "./judged.ts";

type Weighed = ResultOf<typeof portfolioWeights>;

/** The four ways with their figures. `cap`: most of a weight, times 1 / n. */
export async function weighMembers(
  opened: OpenedView,
  columns: Uint32Array,
  cap: number,
  context: Pick<ServiceContext, "settings" | "views">,
  call: CallContext,
): Promise<Weighed> {
  const { view } = opened;
  const most = Math.min(1, cap / columns.length);
  const judged = await measuredTable(opened, context, call);
  const believed = await judged.believe(columns, most);
  const walk = walkSteps(view.matrix.observations, judged.block - 1);
  const isEnough = isLongEnough(walk);
  const parts = isEnough ? await walkWeights(opened, columns, { walk, most }, context, call) : null;
  const resampling = { seed: context.settings.get("search.seed"), block: judged.block };
  const turn = turnsOf(call);
  const schemes: Weighed["schemes"] = [];
  for (const scheme of weightScheme.options) {
    await turn();
    const weights = believed.weights[scheme];
    const series = weightedPnl(view.matrix, columns, Array.from(weights));
    schemes.push({
      scheme,
      weights,
      value: believed.values[scheme],
      expected: measuredSharpe(believedSum(believed, weights, series)),
      outOfSample: parts ? figuresOf(parts[scheme], resampling) : null,
    });
  }
  const earned = bestOf(schemes);
  const sentence = weightsSentence(schemes, earned);
  return {
    members: namesOf(view, columns),
    cap,
    schemes,
    earned,
    rows: isEnough ? rowsJudged(walk) : 0,
    sentence,
  };
}

/** The best portfolio of a search in the weights that were asked for. */
export async function weighFound(
  opened: OpenedView,
  { best }: Pick<SearchResult, "best">,
  scheme: WeightScheme,
  context: Pick<ServiceContext, "settings" | "views">,
  call: CallContext,
): Promise<SearchWeights> {
  const most = context.settings.get("sizing.weight_cap");
  const made = await weighMembers(opened, Uint32Array.from(best.columns), most, context, call);
  const { cap, earned, sentence } = made;
  const chosen = made.schemes.find((one) => one.scheme === scheme);
  const schemes = made.schemes.map(({ weights: _, ...one }) => one);
  return { scheme, weights: Array.from(chosen?.weights ?? []), cap, schemes, earned, sentence };
}

/** P&L of the rows that follow each step, in the weights made from the rows before it. */
async function walkWeights(
  { view, session }: OpenedView,
  columns: Uint32Array,
  { walk, most }: { readonly walk: readonly WalkStep[]; readonly most: number },
  context: Pick<ServiceContext, "settings">,
  call: CallContext,
): Promise<Record<WeightScheme, Float64Array>> {
  const threads = threadsOf(context);
  const seed = BigInt(context.settings.get("search.seed"));
  const parts = new Map<WeightScheme, number[]>(weightScheme.options.map((scheme) => [scheme, []]));
  for (const [step, { seen, from, to }] of walk.entries()) {
    call.progress({ stage: "Weights from the past alone", fraction: step / walk.length });
    const { rows } = rowsBetween(0, seen);
    const judgement = await session.judgements.judge({ seed, rows, threads }, call);
    let believed: WeightedMembers;
    try {
      believed = await believeMembers(session.judgements, judgement, columns, { threads, cap: most });
    } finally {
      session.judgements.close(judgement.handle);
    }
    for (const scheme of weightScheme.options) {
      const pnl = weightedPnl(view.matrix, columns, Array.from(believed.weights[scheme]));
      parts.get(scheme)?.push(...pnl.subarray(from, to));
    }
  }
  return Object.fromEntries([...parts].map(([scheme, pnl]) => [scheme, Float64Array.from(pnl)])) as Record<
    WeightScheme,
    Float64Array
  >;
}

type Earning = readonly { readonly scheme: WeightScheme; readonly outOfSample: OutOfSample | null }[];

/** The one that earned most a unit of risk; the simpler of two that earned the same. */
function bestOf(schemes: Earning): WeightScheme | null {
  let best: Earning[number] | undefined;
  for (const one of schemes) {
    if (one.outOfSample && !(best?.outOfSample && best.outOfSample.sharpe >= one.outOfSample.sharpe))
      best = one;
  }
  return best?.scheme ?? null;
}

/** Which weights earned, and whether that is more than the error. */
function weightsSentence(schemes: Earning, earned: WeightScheme | null): string {
  const of = (wanted: WeightScheme) => schemes.find(({ scheme }) => scheme === wanted)?.outOfSample;
  const [best, equal] = [earned && of(earned), of("equal")];
  if (!earned || !best || !equal) return "There are too few rows to say which weights earn.";
  const named = weightSchemeTable[earned].title.toLowerCase();
  // The members were chosen on all rows, those that are walked over among them.
  const alike = "All share the luck of the choice: compare them with one another.";
  if (earned === "equal") {
    return `Out of sample, with the members fixed, no weights earned more than equal ones: ${best.sharpe.toFixed(2)} a row. ${alike}`;
  }
  const isWithin = equal.sharpe >= best.low;
  return `Out of sample, with the members fixed, ${named} weights earned most: ${best.sharpe.toFixed(2)} a row, equal ones ${equal.sharpe.toFixed(2)}${isWithin ? ", which is within the error" : ""}. ${alike}`;
}
