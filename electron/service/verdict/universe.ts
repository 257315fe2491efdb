/**
 * Is there anything to find among the strategies? Looked at before any search: the mean of the n largest t statistics,
 * against what tables of the same rows without any drift show.
 */
import type { UniverseLuck } from "../../contract/verdict.ts";
import type { CallContext } from "../context.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import { CentredBootstrap, centredTable, TileSums } from "./centred-bootstrap.ts";
import { PooledNoise } from "./pooled-noise.ts";
import { type Dependence, drawnCounts } from "./resampling.ts";
import { expectedMaximum } from "./sharpe.ts";

/** Bootstraps of the null distribution. */
const draws = 499;
/** Tables of known truth that the bootstrap is calibrated on, and bootstraps of each. */
const calibrations = 20;
const drawsOfCalibration = 4;
/** What a caller is told meanwhile. */
export const asksUniverse = "Asking whether there is anything to find";

/** A table, the number of its best strategies that are looked at together, and how it is resampled. */
export interface UniverseTask extends Dependence {
  readonly matrix: PnlMatrix;
  readonly size: number;
  readonly seed: number;
}

/** Milliseconds of work between two looks at what else the process has to do. */
const patience = 20;

/**
 * The test on a table, p between 1/500 and 1. Null: circular block bootstraps of the centred rows (Politis and Romano 1992),
 * studentised anew in each, each brought to the spread that its weights should have (`CentredBootstrap`), all moved by what
 * the same bootstrap misses on tables of the same noise whose truth is known (`PooledNoise`; a double bootstrap, Beran 1988,
 * whose second level is drawn from all cells at once). Signs of rows would not do: on left-skewed columns they call noise
 * skill. A missing cell counts as 0. Of a long table stretches of rows are drawn in place of rows. docs/luck.md says what else
 * was tried.
 */
export async function testUniverse(
  matrix: PnlMatrix,
  { size, seed, block, persistence }: Omit<UniverseTask, "matrix">,
  call?: CallContext,
): Promise<UniverseLuck> {
  const { observations, strategies } = matrix;
  const wanted = Math.min(size, strategies);
  const table = centredTable(matrix, persistence);
  const bootstrap = new CentredBootstrap(observations, persistence, wanted);
  const sums = new TileSums(table.rows, bootstrap.together);
  const statistic = bootstrap.statisticOf(sums, table.mean);
  const { stretches, together } = bootstrap;
  const countsOf = (from: number, count: number) =>
    Array.from({ length: count }, (_, k) =>
      drawnCounts(seed, from + k, stretches, Math.ceil(block / together)),
    );
  const breathe = breather(draws + calibrations * (2 + drawsOfCalibration), call);
  const found = await bootstrap.resampledStatistics(sums, countsOf(0, draws), (share) =>
    breathe(share * draws),
  );
  let missed = 0;
  const noise = new PooledNoise(table, seed);
  for (let k = 0; k < calibrations; k += 1) {
    const known = noise.table(k);
    const knownSums = new TileSums(known.rows, together);
    missed += bootstrap.statisticOf(knownSums, known.mean) / calibrations;
    await breathe(2);
    const counts = countsOf(draws + k * drawsOfCalibration, drawsOfCalibration);
    const others = await bootstrap.resampledStatistics(knownSums, counts, (share) =>
      breathe(share * drawsOfCalibration),
    );
    missed -= others.reduce((sum, one) => sum + one, 0) / (calibrations * drawsOfCalibration);
  }
  const atLeast = found.filter((other) => other + missed >= statistic).length;
  return {
    p: (1 + atLeast) / (draws + 1),
    statistic,
    expectedByLuck: found.reduce((sum, one) => sum + one, 0) / draws + missed,
    size: wanted,
  };
}

/** Counts work done; now and then lets others work, says how far it is and looks whether it is still wanted. */
function breather(whole: number, call: CallContext | undefined): (work: number) => Promise<void> {
  let [done, looked] = [0, performance.now()];
  return async (work) => {
    done += work;
    if (performance.now() - looked < patience) return;
    call?.signal.throwIfAborted();
    call?.progress({ stage: asksUniverse, fraction: done / whole });
    await new Promise(setImmediate);
    looked = performance.now();
  };
}

/**
 * What length of record says about the best of so many strategies without skill (Bailey, Borwein, Lopez de Prado and Zhu,
 * "Pseudo-mathematics and financial charlatanism", 2014).
 */
export function minimumBacktestLength(
  strategies: number,
  years: number,
): {
  /** Annual Sharpe ratio that the best of them shows in this record by luck alone. */
  readonly sharpeByLuck: number;
  /** Years of record that it takes to tell an annual Sharpe ratio of 1 from luck. */
  readonly years: number;
} {
  const most = expectedMaximum(strategies);
  return { sharpeByLuck: most / Math.sqrt(years), years: most * most };
}
