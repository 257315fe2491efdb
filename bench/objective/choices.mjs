// Portfolios of one sample of rows: by the believable Sharpe ratio and by its peers.
import { metricObjective, typicalDailyMove } from "../../electron/service/analysis/metrics/objective.ts";
import { rankedColumns, rankingPairLimit } from "../../electron/service/verdict/rankings.ts";

/** Evaluations of the search for ROI / drawdown. */
const evaluations = 200_000;

/** What choices are asked with, beside their size. */
export const unlimited = { slack: 0, peakFromZero: true, maxPairCorrelation: 1, maxDrawdown: 0 };

/** Opens the rows of a matrix, hands over the session and its judgement, and closes both. */
export async function withJudgement(engine, matrix, { seed, threads }, work) {
  const session = await engine.open(matrix, { threads, work: "small-batches" });
  try {
    return await work(session, await session.judgements.judge({ seed: BigInt(seed), threads }));
  } finally {
    session.close();
  }
}

/** Members by name of the method: believable, within (step 7), top, apart, roi. */
export function choices(engine, matrix, { size, seed, threads, peers = true }) {
  return withJudgement(engine, matrix, { seed, threads }, async (session, { handle }) => {
    const request = { ...unlimited, size, slack: 0.01, threads };
    const chosen = await session.judgements.choose(handle, request);
    const own = { believable: chosen.best.members, within: chosen.members };
    if (!peers) return own;
    return {
      ...own,
      top: rankedColumns(matrix, size, {}).columns,
      apart: rankedColumns(matrix, size, { maxPairCorrelation: rankingPairLimit }).columns,
      roi: await byRatio(session, { size, seed, threads }),
    };
  });
}

async function byRatio(session, { size, seed, threads }) {
  const objective = metricObjective({
    metric: "ratio",
    drawdownThreshold: 0,
    drawdownFloor: await typicalDailyMove(session, size),
    overZones: true,
    peakFromZero: true,
    annualisation: 1,
  });
  const { members } = await session.search({
    algorithm: "sa",
    size,
    seed: BigInt(seed),
    objective,
    maxEvaluations: evaluations,
    maxSeconds: 0,
    stagnation: 0,
    pauseAfterSeconds: 0,
    threads,
    maxPairCorrelation: 1,
    maxDrawdown: 0,
    parameters: {},
    live: new Float64Array(64),
  });
  return members;
}

/** The rows of a matrix that `keep` wants, by number. */
export function rowsOf({ rows, strategies }, keep) {
  const kept = rows.filter((_, t) => keep(t));
  return { observations: kept.length, strategies, rows: kept };
}

/** Mean of the members, row by row. */
export function seriesOf({ rows }, members) {
  return Float64Array.from(rows, (row) => {
    let sum = 0;
    for (const i of members) sum += row[i];
    return sum / members.length;
  });
}

export const meanOf = (series) => series.reduce((sum, x) => sum + x, 0) / series.length;

export function deviationOf(series) {
  const mean = meanOf(series);
  return Math.sqrt(series.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (series.length - 1));
}

/** Mean / deviation a row. */
export const sharpeOf = (series) => meanOf(series) / deviationOf(series) || 0;

/** Stretches of `count` contiguous folds: [from, to) each. */
export function foldsOf(observations, count) {
  const at = (k) => Math.floor((k * observations) / count);
  return Array.from({ length: count }, (_, k) => ({ from: at(k), to: at(k + 1) }));
}

/** P&L of weighted members of a table over rows `from` to `to`: weights of money, equal ones where there are none. */
export function futureSeries(table, members, from, to, weights) {
  const series = new Float64Array(to - from);
  for (const [k, i] of [...members].entries()) {
    const weight = weights ? weights[k] : 1 / members.length;
    const column = table.column(i, to);
    for (let t = from; t < to; t++) series[t - from] += weight * column[t];
  }
  return series;
}
