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

/** One of `of` parts of the work, number `part` of them from 0: each has an equal share of all draws. */
export interface UniversePart {
  readonly part: number;
  readonly of: number;
}

/** What a part comes to. Together, in the parts' order, they are the test, to the bit of the test in one part. */
export interface UniverseFindings {
  /** Of the table itself. */
  readonly statistic: number;
  /** Of the table resampled without its drift. */
  readonly found: readonly number[];
  /** Of each table of known truth: its own statistic, and the sum of those of the same table resampled. */
  readonly known: readonly {
    readonly statistic: number;
    readonly resampled: number;
  }[];
}

const everything: UniversePart = { part: 0, of: 1 };

/** Which of `count` fall to a part. */
const shareOf = ({ part, of }: UniversePart, count: number) => ({
  from: Math.floor((part * count) / of),
  to: Math.floor(((part + 1) * count) / of),
});

/** The work of a part; a cancel throws between two pieces of it. */
export async function findingsOf(
  { matrix, size, seed, block, persistence }: UniverseTask,
  part: UniversePart,
  call?: CallContext,
): Promise<UniverseFindings> {
  const table = centredTable(matrix, persistence);
  const bootstrap = new CentredBootstrap(matrix.observations, persistence, membersOf(size, matrix));
  const sums = new TileSums(table.rows, bootstrap.together);
  const { stretches, together } = bootstrap;
  const countsOf = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, k) =>
      drawnCounts(seed, from + k, stretches, Math.ceil(block / together)),
    );
  const own = shareOf(part, draws);
  const tables = shareOf(part, calibrations);
  const breathe = breather(own.to - own.from + (tables.to - tables.from) * (2 + drawsOfCalibration), call);
  const found = await bootstrap.resampledStatistics(sums, countsOf(own.from, own.to), (share) =>
    breathe(share * (own.to - own.from)),
  );
  const known: UniverseFindings["known"][number][] = [];
  const noise = new PooledNoise(table, seed);
  for (let k = tables.from; k < tables.to; k += 1) {
    const truth = noise.table(k);
    const knownSums = new TileSums(truth.rows, together);
    const statistic = bootstrap.statisticOf(knownSums, truth.mean);
    await breathe(2);
    const first = draws + k * drawsOfCalibration;
    const counts = countsOf(first, first + drawsOfCalibration);
    const others = await bootstrap.resampledStatistics(knownSums, counts, (share) =>
      breathe(share * drawsOfCalibration),
    );
    known.push({ statistic, resampled: others.reduce((sum, one) => sum + one, 0) });
  }
  return {
    statistic: bootstrap.statisticOf(sums, table.mean),
    found: [...found],
    known,
  };
}

/** What the parts say together. */
export function concludeUniverse(
  { matrix, size }: Pick<UniverseTask, "matrix" | "size">,
  parts: readonly UniverseFindings[],
): UniverseLuck {
  const { statistic } = parts[0] as UniverseFindings;
  const found = parts.flatMap((one) => one.found);
  let missed = 0;
  for (const one of parts.flatMap((part) => part.known)) {
    missed += one.statistic / calibrations;
    missed -= one.resampled / (calibrations * drawsOfCalibration);
  }
  const atLeast = found.filter((other) => other + missed >= statistic).length;
  return {
    p: (1 + atLeast) / (draws + 1),
    statistic,
    expectedByLuck: found.reduce((sum, one) => sum + one, 0) / draws + missed,
    size: membersOf(size, matrix),
  };
}

const membersOf = (size: number, { strategies }: PnlMatrix): number => Math.min(size, strategies);

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
  asked: Omit<UniverseTask, "matrix">,
  call?: CallContext,
): Promise<UniverseLuck> {
  const task = { matrix, ...asked };
  return concludeUniverse(task, [await findingsOf(task, everything, call)]);
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
