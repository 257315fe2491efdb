/** Sizes of a portfolio's members, honest or by Kelly, what is then at risk, and how likely that keeps a limit. */
import { type KellyForm, type SizingFormName, sizingForm } from "../../contract/kelly.ts";
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { kellyAllocate } from "../../contract/methods/kelly.ts";
import { Problem } from "../../contract/problem.ts";
import { columnsOf, standardisedColumns } from "../analysis/correlation/columns.ts";
import { columnsDual } from "../analysis/correlation/dual.ts";
import { ledoitWolf } from "../analysis/correlation/spectrum.ts";
import { isSpecified, strategyKelly, withMean } from "../analysis/kelly/forms.ts";
import { bestFraction, growthRate, stakeOf, winLoss } from "../analysis/kelly/fraction.ts";
import { kellyInForce } from "../analysis/kelly/in-force.ts";
import { jointKelly, limitLeverage, shrunkCovariance, varianceShares } from "../analysis/kelly/portfolio.ts";
import { meanConfidence, positionSize, roundToLots } from "../analysis/kelly/position.ts";
import { matrixOfSeries } from "../analysis/series/portfolio.ts";
import { cellQualityOf } from "../analysis/view/cell-quality.ts";
import { findMembers, namesOf } from "../analysis/view/members.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import { ofWhole } from "../analysis/view/with-members.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { Engine } from "../engine/engine.ts";
import type { Settings } from "../settings/settings.ts";
import { believedSum, measuredSharpe } from "./believed.ts";
import {
  chanceOfFall,
  drawFalls,
  type Falls,
  type LimitInForce,
  pathCount,
  volatilityFactor,
} from "./honest.ts";
import { measuredTable, threadsOf, type WeightedMembers } from "./judged.ts";
import { sizingSentences } from "./words.ts";

type Asked = RequestOf<typeof kellyAllocate>;
type Request = ReturnType<typeof inForce>;
type Result = ResultOf<typeof kellyAllocate>;

/** Points of the growth curve, from 0 to twice the best multiple (at most 4). */
const curvePoints = 121;

/** Sizes by the form asked for, and the same figures of every other form beside it. */
export async function allocate(
  opened: OpenedView,
  asked: Asked,
  context: ServiceContext,
  call: CallContext,
): Promise<Result> {
  const { view } = opened;
  const request = inForce(asked, context.settings);
  const columns = findMembers(view, request.members);
  const believed = await believedOf(opened, asked, namesOf(view, columns), context, call);
  const sizing = new Sizing(opened, request, context, { columns, believed }, call);
  const tables = new Map<SizingFormName, SizedForm>();
  for (const [k, form] of sizingForm.options.entries()) {
    call.progress({ stage: "Drawing paths of the next rows", fraction: k / sizingForm.options.length });
    tables.set(form, await sizing.sized(form));
  }
  const chosen = tables.get(request.form) as SizedForm;
  const forms = [...tables].map(([form, one]) => sizing.totals(form, one));
  const facts = await sizing.describe(chosen, context.engine);
  const answer = { ...facts, form: request.form, forms, cells: cellQualityOf(view, columns) };
  return { ...answer, members: namesOf(view, columns), sentences: sizingSentences(answer) };
}

/** What a judgement of all strategies says of some. */
interface BelievedOfWhole extends WeightedMembers {
  /** L: rows that stay together when the table is resampled. */
  readonly block: number;
}

/**
 * What is believed of the members rests on every strategy of the view, with the recorded edge too: chances and the honest size
 * do.
 */
function believedOf(
  opened: OpenedView,
  asked: Asked,
  members: readonly string[],
  context: ServiceContext,
  call: CallContext,
): Promise<BelievedOfWhole> {
  const cap = Math.min(1, context.settings.get("sizing.weight_cap") / members.length);
  const options = { members, cap, seed: context.settings.get("search.seed") };
  return ofWhole("believed", asked, opened, options, context, call, async (whole) => {
    const judged = await measuredTable(whole, context, call);
    const believed = await judged.believe(findMembers(whole.view, members), cap);
    return { ...believed, block: judged.block };
  });
}

/** A request in which nothing is left to the settings. */
function inForce(asked: Asked, settings: Settings) {
  return {
    ...asked,
    ...kellyInForce(asked, settings),
    form: asked.form ?? settings.get("sizing.form"),
    edge: asked.edge ?? settings.get("kelly.edge"),
    leverage: asked.leverage ?? settings.get("kelly.leverage"),
    lot: asked.lot ?? settings.get("kelly.lot"),
    capital: asked.capital ?? settings.get("analysis.capital"),
    drawdown: asked.drawdown ?? settings.get("sizing.drawdown"),
    chance: asked.chance ?? settings.get("sizing.chance"),
    horizon: asked.horizon ?? settings.get("sizing.horizon"),
  };
}

/** Sizes of the members by one form. [n] each. */
interface SizedForm {
  /** Of the capital, at risk, before lots; and their sum before the leverage limit. */
  readonly fraction: Float64Array;
  readonly requested: number;
  /** Times the recorded position, before and after lots. */
  readonly exact: Float64Array;
  readonly size: Float64Array;
  /** Of the limit, at those sizes. */
  readonly chance: number;
}

interface SizingFacts {
  readonly columns: Uint32Array;
  readonly believed: BelievedOfWhole;
}

/** Everything that the forms have in common for one request. */
class Sizing {
  readonly #request: Request;
  readonly #view: OpenedView["view"];
  readonly #context: ServiceContext;
  readonly #call: CallContext;
  readonly #believed: BelievedOfWhole;
  readonly #pnl: readonly Float64Array[];
  readonly #stakes: Float64Array;
  readonly #capital: number;
  readonly #weights: Float64Array;
  readonly #limit: LimitInForce;
  /** What is added to every member's believable Sharpe ratio so that the equal-weight portfolio has the expected one. */
  readonly #shift: number;
  readonly #drawn: { readonly shares: Float64Array; readonly falls: Falls }[] = [];

  constructor(
    { view }: OpenedView,
    request: Request,
    context: ServiceContext,
    { columns, believed }: SizingFacts,
    call: CallContext,
  ) {
    this.#request = request;
    this.#view = view;
    this.#context = context;
    this.#call = call;
    this.#believed = believed;
    this.#pnl = columnsOf(view.matrix, columns).map((one) => one.map((value) => value || 0));
    this.#stakes = Float64Array.from(this.#pnl, (one) => stakeOf(winLoss(one)));
    this.#capital = declaredCapital(request.capital);
    this.#weights = weightsInForce(request, believed, columns.length);
    this.#limit = {
      amount: request.drawdown * this.#capital,
      chance: request.chance,
      horizon: request.horizon || view.matrix.observations,
    };
    this.#shift = this.#shiftTo(request.expected?.sharpe);
  }

  #shiftTo(expected: number | undefined): number {
    if (expected === undefined) return 0;
    const equal = this.#believed.weights.equal;
    const { mean, deviation } = believedSum(this.#believed, equal, this.#seriesOf(equal));
    const spread = equal.reduce((sum, w, i) => sum + w * (this.#believed.deviation[i] as number), 0);
    return spread > 0 ? (expected * deviation - mean) / spread : 0;
  }

  /** Recorded rows of sum s_i x_i, currency. */
  #seriesOf(sizes: ArrayLike<number>): Float64Array {
    const series = new Float64Array(this.#view.matrix.observations);
    for (const [i, one] of this.#pnl.entries()) {
      for (let t = 0; t < series.length; t += 1) {
        series[t] = (series[t] as number) + (sizes[i] as number) * (one[t] as number);
      }
    }
    return series;
  }

  /** Recorded rows of the members in these sizes with what is to be expected of them. */
  #pathFacts(sizes: ArrayLike<number>) {
    const theta = Float64Array.from(this.#believed.theta, (value) => value + this.#shift);
    const series = this.#seriesOf(sizes);
    const sum = believedSum({ ...this.#believed, theta }, sizes, series);
    return {
      series,
      sum,
      expected: measuredSharpe(sum),
      deviationRatio: this.#request.expected?.deviationRatio ?? null,
      block: this.#believed.block,
      seed: this.#context.settings.get("search.seed"),
      threads: threadsOf(this.#context),
    };
  }

  /** Falls of the members in these shares, drawn once for shares that are the same but for rounding. */
  async #falls(shares: Float64Array): Promise<Falls> {
    const known = this.#drawn.find((one) =>
      one.shares.every((share, i) => Math.abs(share - (shares[i] as number)) < 1e-9),
    );
    if (known) return known.falls;
    const falls = await drawFalls(this.#pathFacts(shares), this.#limit, this.#call);
    this.#drawn.push({ shares, falls });
    return falls;
  }

  async sized(form: SizingFormName): Promise<SizedForm> {
    const { lot, leverage } = this.#request;
    const capital = this.#capital;
    let exact: Float64Array;
    let requested: number;
    if (form === "honest") {
      const { honestSize } = await this.#falls(this.#weights);
      exact = this.#weights.map((weight) => honestSize * weight);
      requested = exact.reduce((sum, size, i) => sum + size * (this.#stakes[i] as number), 0) / capital;
    } else {
      const wanted = this.#kelly(form);
      exact = limitLeverage(wanted, leverage).map((value, i) =>
        positionSize(value, capital, winLoss(this.#pnl[i] as Float64Array)),
      );
      requested = wanted.reduce((sum, value) => sum + value, 0);
    }
    const size = roundToLots(exact, lot);
    const total = size.reduce((sum, value) => sum + value, 0);
    const shares = size.map((value) => value / total);
    const chance = total > 0 ? chanceOfFall(await this.#falls(shares), this.#limit.amount, total) : 0;
    const fraction = exact.map((value, i) => (value * (this.#stakes[i] as number)) / capital);
    return { fraction, requested, exact, size, chance };
  }

  /** Fractions of the capital at risk by a Kelly form, each member by itself. */
  #kelly(form: KellyForm): Float64Array {
    const { observations } = this.#view;
    const { edge, multiplier, cap, floor, zeroDays } = this.#request;
    const confidence = this.#request.confidence ? meanConfidence(observations) : 1;
    const isExpected = edge === "expected" && !isSpecified(form);
    const { deviation, theta } = this.#believed;
    return Float64Array.from(this.#pnl, (recorded, i) => {
      const mean = (deviation[i] as number) * ((theta[i] as number) + this.#shift);
      const pnl = isExpected ? withMean(recorded, mean) : recorded;
      const returns = pnl.map((value) => value / this.#capital);
      const options = { form, multiplier, cap, floor, zeroDays };
      return strategyKelly(pnl, returns, observations, options, confidence).fraction;
    });
  }

  totals(form: SizingFormName, { size, chance }: SizedForm): Result["forms"][number] {
    const series = this.#seriesOf(size);
    const growth = growthRate(
      series.map((value) => value / this.#capital),
      1,
    );
    return {
      form,
      atRisk: size.reduce((sum, value, i) => sum + value * (this.#stakes[i] as number), 0) / this.#capital,
      worstRow: Math.min(...series),
      growth,
      ruin: growth === Number.NEGATIVE_INFINITY,
      chance,
    };
  }

  /** The allocation of the form that was asked for, in full. */
  async describe({ fraction, requested, size }: SizedForm, engine: Engine) {
    const capital = this.#capital;
    const { lot, edge, form } = this.#request;
    const returns = this.#pnl.map((one) => one.map((value) => value / capital));
    const columns = standardisedColumns(matrixOfSeries(returns));
    const shrunk = shrunkCovariance(returns, ledoitWolf(await columnsDual(engine, columns, this.#call)));
    const means = Float64Array.from(returns, (one) => one.reduce((a, b) => a + b, 0) / one.length);
    const portfolio = this.#seriesOf(size).map((value) => value / capital);
    const bestMultiple = bestFraction(portfolio);
    const widest = Math.min(4, Number.isFinite(bestMultiple) ? Math.max(1.5, 2 * bestMultiple) : 4);
    const multiple = Float64Array.from({ length: curvePoints }, (_, k) => (widest * k) / (curvePoints - 1));
    const atRisk = size.map((value, i) => value * (this.#stakes[i] as number));
    const totalAtRisk = atRisk.reduce((a, b) => a + b, 0);
    const growth = growthRate(portfolio, 1);
    const facts = this.#pathFacts(this.#weights);
    const { amount, chance, horizon } = this.#limit;
    const isLetter = form !== "honest" && isSpecified(form);
    return {
      capital,
      weights: this.#weights,
      fraction,
      allotted: fraction.map((value) => value * capital),
      size,
      lots: size.map((value) => (lot > 0 ? Math.round(value / lot) : Number.NaN)),
      atRisk,
      worst: size.map((value, i) => value * Math.min(0, ...(this.#pnl[i] as Float64Array))),
      riskShare: varianceShares(shrunk.covariance, size),
      requested,
      utilisation: totalAtRisk / capital,
      totalAtRisk,
      worstDay: Math.min(...portfolio) * capital,
      growth,
      ruin: growth === Number.NEGATIVE_INFINITY,
      bestMultiple,
      curve: { multiple, growth: multiple.map((value) => growthRate(portfolio, value)) },
      joint: { size: jointKelly(shrunk.covariance, means), shrinkage: shrunk.shrinkage },
      limit: {
        drawdown: amount / capital,
        amount,
        chance,
        horizon,
        paths: pathCount(horizon),
        block: facts.block,
      },
      expected: {
        sharpe: facts.expected,
        recorded: recordedSharpe(facts.series, facts.sum.recorded),
        from: this.#request.expected ? ("search" as const) : ("table" as const),
        volatilityFactor: volatilityFactor(facts),
      },
      edge: isLetter ? ("recorded" as const) : edge,
    };
  }
}

function recordedSharpe(series: Float64Array, deviation: number): number {
  return deviation > 0 ? series.reduce((sum, value) => sum + value, 0) / series.length / deviation : 0;
}

function declaredCapital(capital: number): number {
  if (capital > 0) return capital;
  throw new Problem("bad-request", "Sizes need the capital that they are taken from.", {
    remedy: "Declare the capital in currency: --capital, or the setting analysis.capital.",
  });
}

/** Given, made, or equal; summing to 1. */
function weightsInForce(
  { weights, weighting }: Pick<Request, "weights" | "weighting">,
  believed: WeightedMembers,
  n: number,
): Float64Array {
  if (weights && weighting) {
    throw new Problem("bad-request", "Weights are given and to be made at once.", {
      remedy: "Leave one of the two out.",
    });
  }
  if (!weights) return believed.weights[weighting ?? "equal"];
  if (weights.length !== n) {
    throw new Problem("bad-request", `${n} members have ${weights.length} weights.`);
  }
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (!(total > 0)) throw new Problem("bad-request", "All weights are 0.");
  return Float64Array.from(weights, (one) => one / total);
}
