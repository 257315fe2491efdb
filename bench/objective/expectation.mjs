// What to expect of a choice, and the size that keeps its promise, on a table drawn at random: figures beside what came.

import { drawPaths } from "../../electron/service/engine/judgements.ts";
import { rowDependence } from "../../electron/service/verdict/resampling.ts";
import {
  choices,
  deviationOf,
  foldsOf,
  futureSeries,
  rowsOf,
  seriesOf,
  sharpeOf,
  unlimited,
  withJudgement,
} from "./choices.mjs";
import { mixedKind } from "./kinds.mjs";
import { truthTable } from "./table.mjs";

/** Lengths of the table that come after it. */
const futures = 100;
const paths = 4000;
const limit = 1;
const chance = 0.05;

/** task: seed, observations, size, threads. */
export async function expectation(engine, { seed, observations, size, threads }) {
  const kind = mixedKind(seed);
  const table = truthTable(kind, seed);
  const matrix = table.matrix(observations);
  const { block } = rowDependence(matrix);
  const { members, believed } = await withJudgement(
    engine,
    matrix,
    { seed, threads },
    async (session, { handle }) => {
      const { best } = await session.judgements.choose(handle, { ...unlimited, size, threads });
      await session.judgements.measure(handle, { seed: BigInt(seed), block, threads });
      return {
        members: best.members,
        believed: await session.judgements.believe(handle, { members: best.members, threads }),
      };
    },
  );
  const folds = await foldSeries(engine, matrix, { size, seed, threads });
  const recorded = seriesOf(matrix, members);
  const expected = (believed.measured + sharpeOf(folds.scaled)) / 2;
  const future = futureSeries(table, members, observations, (1 + futures) * observations);
  const factor = Math.max(
    1,
    believed.believedDeviation / believed.recordedDeviation,
    deviationOf(folds.scaled),
  );
  const { honestSize } = await drawPaths({
    series: recorded,
    expected,
    estimatedRows: observations,
    volatilityFactor: factor,
    block,
    horizon: observations,
    paths,
    seed: BigInt(seed),
    threads,
    limit,
    chance,
    sizes: new Float64Array(),
  });
  return {
    kind,
    inSample: sharpeOf(recorded),
    value: believed.value,
    measured: believed.measured,
    folds: sharpeOf(folds.scaled),
    foldsPlain: sharpeOf(folds.plain),
    expected,
    true: sharpeOf(future),
    broken: brokenShare(future, observations, honestSize),
  };
}

/**
 * Rows of ten folds, each chosen from the other rows alone: as they are, and each fold in units of what its members' deviation
 * was on the rows that were seen. A ratio does not care for scale, so folds may choose portfolios of very different volatility,
 * and their rows joined in currency have a lower Sharpe ratio than any of them.
 */
async function foldSeries(engine, matrix, { size, seed, threads }) {
  const plain = [];
  const scaled = [];
  for (const { from, to } of foldsOf(matrix.observations, 10)) {
    const past = rowsOf(matrix, (t) => t < from || t >= to);
    const { believable } = await choices(engine, past, { size, seed, threads, peers: false });
    const judged = seriesOf(
      rowsOf(matrix, (t) => t >= from && t < to),
      believable,
    );
    const unit = deviationOf(seriesOf(past, believable));
    plain.push(...judged);
    scaled.push(...judged.map((x) => x / unit));
  }
  return { plain, scaled };
}

/** Share of stretches as long as the table whose drawdown at this size is over the limit. */
function brokenShare(future, length, size) {
  let broken = 0;
  for (let from = 0; from < future.length; from += length) {
    let [equity, peak, deepest] = [0, 0, 0];
    for (const x of future.subarray(from, from + length)) {
      equity += x;
      peak = Math.max(peak, equity);
      deepest = Math.max(deepest, peak - equity);
    }
    if (deepest > 0 && deepest * size > limit) broken++;
  }
  return broken / (future.length / length);
}
