/** The verdict on a finished search: three figures that cannot contradict one another, and one sentence. */
import type { FoundPortfolio } from "../../contract/search-result.ts";
import {
  type OutOfSample,
  type SearchVerdict,
  thoroughTwins,
  type VerdictOptions,
} from "../../contract/verdict.ts";
import { totalAndFall } from "../analysis/series/curves.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { KeptResults } from "../datasets/store/kept.ts";
import type { Lanes } from "../lanes.ts";
import type { ResolvedSearch } from "../search/resolve.ts";
import { overfittingOf } from "./overfitting.ts";
import { rankOf } from "./ranks.ts";
import {
  type Dependence,
  rowDependenceInTurns,
  rowsBetween,
  signTest,
  stationaryInterval,
} from "./resampling.ts";
import type { Selection } from "./selection.ts";
import { probabilisticSharpe, sharpeMoments } from "./sharpe.ts";
import { finite, SoFar } from "./so-far.ts";
import { judgeByTwins, type TwinsAnswer } from "./twins.ts";
import { leastRows, universeOf } from "./universe-of.ts";
import { isLongEnough, type WalkStep, walkForward, walkSteps } from "./walk-forward.ts";
import { decide, raceSentence, verdictSentence } from "./words.ts";

/** A selection that takes part in the race. The first one is judged. */
export interface Racer {
  readonly id: string;
  readonly title: string;
  readonly select: Selection;
}

export interface JudgedSearch {
  readonly search: ResolvedSearch;
  readonly view: AnalysisView;
  readonly best: Pick<FoundPortfolio, "columns" | "size">;
  readonly effort: SearchVerdict["effort"];
  /** What is maximised where twins are compared, and its name for the sentence. */
  readonly probe: Selection;
  readonly statistic: string;
  /** The search itself, as it chooses. */
  readonly own: Racer;
  /** Other ways to choose, the plain rankings among them, that are raced on the same rows. */
  readonly others: readonly Racer[];
  readonly options: { readonly [Key in keyof VerdictOptions]-?: NonNullable<VerdictOptions[Key]> };
  /** Where all that it asks for goes on together. */
  readonly lanes: Lanes;
  /** What is said of the table before any search, where it is known or asked already. */
  readonly universe?: ReturnType<typeof universeOf> | Awaited<ReturnType<typeof universeOf>> | undefined;
  /** Where what takes long is kept. */
  readonly kept?: KeptResults | undefined;
}

/** Holds a search against luck. */
export async function judgeSearch(judged: JudgedSearch, call: CallContext): Promise<SearchVerdict> {
  const { view, search, best, options, lanes } = judged;
  const rows = view.matrix.observations;
  const dependence = await rowDependenceInTurns(view.matrix, call);
  const { block } = dependence;
  const { seed } = search;
  const walk = walkSteps(rows, block - 1);
  const isEnough = rows >= leastRows && isLongEnough(walk) && options.twins > 0;
  const soFar = new SoFar(call, judged.statistic);
  // On a thread of its own, beside the twins; one of the two says how far it is.
  const beside: CallContext = isEnough ? { signal: call.signal, progress: () => undefined } : call;
  const isThorough = isEnough && options.twins >= thoroughTwins;
  const [universe, compared, race, overfitting] = await Promise.all([
    judged.universe ?? universeOf(view, { size: search.maxSize, seed, kept: judged.kept }, beside),
    isEnough ? twinsOf(judged, dependence, { call, soFar }) : null,
    isEnough ? raceOf(judged, walk, { seed, block }, { call, soFar }) : [],
    isThorough ? overfittingOf(view, judged.own.select, { seed, lanes }, call) : null,
  ]);
  const twins = compared?.figures ?? null;
  const [own] = race;
  const inSample = sharpeMoments(portfolioPnl(view.matrix, best.columns));
  const kept = own && inSample.sharpe > 0 ? own.figures.sharpe / inSample.sharpe : null;
  const answer: Omit<SearchVerdict, "sentence" | "raceSentence"> = {
    verdict: decide({
      rows: isEnough || options.twins === 0 ? rows : 0,
      twins: twins && { p: twins.p, isWhole: twins.pBootstrap !== null },
      walk: own ? { p: own.p, ...own.figures } : null,
    }),
    twins,
    walkForward: own
      ? { ...own.figures, p: own.p, kept, dates: datesOf(view, walk), pnl: [...own.pnl] }
      : null,
    race: raceTable(race),
    overfitting,
    ...universe,
    block,
    sharpe: inSample.sharpe,
    deflatedSharpe: compared ? finite(probabilisticSharpe(inSample, compared.meanSharpe)) : null,
    effort: judged.effort,
  };
  return { ...answer, sentence: verdictSentence(answer), raceSentence: raceSentence(answer.race) };
}

interface Told {
  readonly call: CallContext;
  readonly soFar: SoFar;
}

/** Mean Sharpe ratio in sample of what was chosen in the twins, beside their figures. */
type TwinsFigures = { readonly figures: NonNullable<SearchVerdict["twins"]>; readonly meanSharpe: number };

async function twinsOf(
  judged: JudgedSearch,
  dependence: Dependence,
  { call, soFar }: Told,
): Promise<TwinsFigures> {
  const { view, search, options, probe, lanes } = judged;
  const whole = rowsBetween(0, view.matrix.observations);
  let reached = Number.NEGATIVE_INFINITY;
  const asked = lanes.run(
    () => rankOf.whole,
    async () => {
      reached = (await probe(view, whole, call)).statistic;
      return reached;
    },
  );
  const plan = {
    twins: options.twins,
    kinds: options.quick ? (["signs"] as const) : (["signs", "bootstrap"] as const),
    seed: search.seed,
    ...dependence,
    lanes,
    told: (values: readonly number[], of: number) => soFar.twins(reached, values, of),
  };
  const answer: TwinsAnswer = await judgeByTwins(view, asked, probe, plan, call);
  const { sharpes } = answer;
  const figures = {
    p: answer.p,
    pSigns: answer.ofKind.signs ?? 1,
    pBootstrap: answer.ofKind.bootstrap ?? null,
    reached: finite(reached),
    values: { signs: answer.values.signs.map(finite), bootstrap: answer.values.bootstrap.map(finite) },
    statistic: judged.statistic,
  };
  return { figures, meanSharpe: sharpes.reduce((sum, one) => sum + one, 0) / sharpes.length };
}

interface Raced {
  readonly id: string;
  readonly title: string;
  readonly figures: OutOfSample;
  readonly p: number;
  readonly pnl: Float64Array;
}

/** The selection and the others, walked forward over the same rows. */
function raceOf(
  judged: JudgedSearch,
  walk: readonly WalkStep[],
  resampling: { readonly seed: number; readonly block: number },
  { call, soFar }: Told,
): Promise<Raced[]> {
  const { view, own, others, lanes } = judged;
  const raced = [own, ...others].map(async ({ id, title, select }, place) => {
    const { pnl } = await walkForward(
      view.matrix,
      walk,
      lanes,
      async (past) => (await select(view, past, call)).members,
      (parts) => soFar.walked(place, title, parts, walk.length),
    );
    const p = signTest(pnl, resampling.seed, resampling.block);
    return { id, title, pnl, p, figures: figuresOf(pnl, resampling) };
  });
  return Promise.all(raced);
}

/** The race with the winner marked: the highest Sharpe ratio, of equals the first. */
function raceTable(race: readonly Raced[]): SearchVerdict["race"] {
  const most = Math.max(...race.map(({ figures }) => figures.sharpe));
  const won = race.findIndex(({ figures }) => figures.sharpe === most);
  return race.map(({ id, title, figures }, k) => ({ id, title, won: k === won, ...figures }));
}

/** Figures of rows out of sample; the interval by the stationary bootstrap. */
export function figuresOf(
  pnl: Float64Array,
  resampling: { readonly seed: number; readonly block: number },
): OutOfSample {
  const sharpe = (series: ArrayLike<number>) => sharpeMoments(series).sharpe;
  const { total, fall } = totalAndFall(pnl, true);
  return {
    sharpe: sharpe(pnl),
    ...stationaryInterval(pnl, sharpe, resampling),
    roi: total,
    max_drawdown: fall,
  };
}

function datesOf(view: AnalysisView, walk: readonly WalkStep[]): string[] {
  return walk.flatMap(({ from, to }) => view.observations.slice(from, to).map((one) => one.date));
}
