import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import type { kellyAllocate } from "../../../contract/methods/kelly.ts";
import type { CallContext } from "../../context.ts";
import type { Engine } from "../../engine/engine.ts";
import { columnsOf, standardisedColumns } from "../correlation/columns.ts";
import { dualGram } from "../correlation/dual.ts";
import { ledoitWolf } from "../correlation/spectrum.ts";
import { matrixOfSeries } from "../series/portfolio.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { findMembers, namesOf } from "../view/members.ts";
import { bestFraction, growthRate, rawKelly, sizeKelly, winLoss } from "./fraction.ts";
import { jointKelly, limitLeverage, shrunkCovariance, varianceShares } from "./portfolio.ts";
import { meanConfidence, positionSize, roundToLots, stakeOf } from "./position.ts";

/** Points of the growth curve, from 0 to twice the best multiple (at most 4). */
const curvePoints = 121;

/** Sizes of a portfolio's members by Kelly, and what is then at risk. */
export async function allocate(
  view: AnalysisView,
  request: RequestOf<typeof kellyAllocate>,
  engine: Engine,
  call: CallContext,
): Promise<ResultOf<typeof kellyAllocate>> {
  const { capital, form } = request;
  const members = findMembers(view, request.members);
  const pnl = columnsOf(view.matrix, members).map((one) => one.map((value) => value || 0));
  const returns = pnl.map((one) => one.map((value) => value / capital));
  const facts = pnl.map(winLoss);
  const confidence = request.confidence ? meanConfidence(view.observations) : 1;

  const wanted = Float64Array.from(facts, (one, i) =>
    sizeKelly(rawKelly(one, returns[i] as Float64Array, request), request, confidence),
  );
  const fraction = limitLeverage(wanted, request.leverage);
  const sizes = fraction.map((value, i) => positionSize(form, value, capital, facts[i] as (typeof facts)[0]));
  const size = roundToLots(sizes, request.lot);

  const columns = standardisedColumns(matrixOfSeries(returns));
  const gram = await dualGram(engine, columns, call);
  const varying = columns.varying.reduce((sum, one) => sum + one, 0);
  const shrunk = shrunkCovariance(returns, ledoitWolf(gram, columns.observations, varying));
  const means = Float64Array.from(returns, (one) => one.reduce((a, b) => a + b, 0) / one.length);

  const portfolio = Float64Array.from({ length: view.matrix.observations }, (_, t) =>
    returns.reduce((sum, one, i) => sum + (size[i] as number) * (one[t] as number), 0),
  );
  const bestMultiple = bestFraction(portfolio);
  const widest = Math.min(4, Number.isFinite(bestMultiple) ? Math.max(1.5, 2 * bestMultiple) : 4);
  const multiple = Float64Array.from({ length: curvePoints }, (_, k) => (widest * k) / (curvePoints - 1));
  const atRisk = size.map((value, i) => value * stakeOf(facts[i] as (typeof facts)[0]));
  // Lots leave part of what was allotted unused.
  const used = fraction.map((value, i) =>
    sizes[i] === 0 ? 0 : (value * (size[i] as number)) / (sizes[i] as number),
  );
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  return {
    members: namesOf(view, members),
    fraction,
    size,
    atRisk,
    worst: size.map((value, i) => value * Math.min(0, ...(pnl[i] as Float64Array))),
    riskShare: varianceShares(shrunk.covariance, size),
    requested: sum(wanted),
    utilisation: sum(used),
    totalAtRisk: sum(atRisk),
    worstDay: Math.min(...portfolio) * capital,
    growth: growthRate(portfolio, 1),
    bestMultiple,
    curve: { multiple, growth: multiple.map((value) => growthRate(portfolio, value)) },
    cells: cellQualityOf(view, members),
    joint: { size: jointKelly(shrunk.covariance, means), shrinkage: shrunk.shrinkage },
  };
}
