/**
 * Is there anything to find among the strategies? Looked at before any search: the mean of the n largest t statistics,
 * against what tables of the same rows without any drift show.
 */
import { availableParallelism } from "node:os";
import type { UniverseLuck } from "../../contract/verdict.ts";
import type { CallContext } from "../context.ts";
import type { NativeUniverse } from "../engine/addon/believable.ts";
import { universeStatistics } from "../engine/judgements.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import { CounterRandom } from "../sampling/counter-random.ts";
import { type Dependence, drawnCounts } from "./resampling.ts";
import { RowSpread } from "./row-spread.ts";
import { expectedMaximum } from "./sharpe.ts";

/** Bootstraps of the null distribution. */
const draws = 499;
/** Tables of known truth that the bootstrap is calibrated on, and bootstraps of each. */
const tables = 20;
const drawsOfTable = 4;
/** Stretches that the rows of a table are cut into at most. More draw no surer, and a draw costs as much as there are. */
const mostStretches = 4096;
/** Columns that are worth a thread. */
const columnsOfThread = 256;
/** What a caller is told meanwhile. */
const asksUniverse = "Asking whether there is anything to find";

/** Tables of known truth: noise of the kind that the columns have on average, in columns that do not move together. */
const noise = {
  /** Uses of the random numbers of a seed. */
  use: { rows: 1110, starts: 1111 },
  /** Random rows that are drawn once and used from changing places on. */
  rows: 2 ** 16,
  /** A row's cells come from columns up to so many further on: few enough to stay in the cache. */
  reach: 256,
  /** Rows that are made and forgotten before the first, so that persistence has set in. */
  warmUp: 30,
} as const;

/** The number of a table's best strategies that are looked at together, and how it is resampled. */
interface Asked extends Dependence {
  readonly size: number;
  readonly seed: number;
}

/**
 * The test on a table, p between 1/500 and 1. Null: circular block bootstraps of the centred rows (Politis and Romano 1992),
 * studentised anew in each, each brought to the spread that its weights should have (`RowSpread`), all moved by what the same
 * bootstrap misses on tables of the same noise whose truth is known (a double bootstrap, Beran 1988, whose second level is
 * drawn from all cells at once). Signs of rows would not do: on left-skewed columns they call noise skill. A missing cell
 * counts as 0. Of a long table stretches of rows are drawn in place of rows. docs/luck.md says what else was tried;
 * native/believable/universe goes over the cells, with the same bits on any number of `threads` (0 = all processors).
 */
export async function testUniverse(
  matrix: PnlMatrix,
  asked: Asked,
  call?: CallContext,
  threads = 0,
): Promise<UniverseLuck> {
  const { observations, strategies } = matrix;
  const { seed, block, persistence } = asked;
  const size = Math.min(asked.size, strategies);
  const together = Math.ceil(observations / mostStretches);
  const counts = countsOf(Math.ceil(observations / together), seed, Math.ceil(block / together));
  const work = { persistence, size, together, draws, tables, drawsOfTable, counts: flat(counts) };
  const most = Math.ceil(strategies / columnsOfThread);
  const found = await universeStatistics(
    {
      ...{ ...work, ...noiseOf(observations, persistence, seed), rows: [...matrix.rows] },
      threads: threads === 0 ? Math.min(availableParallelism(), most) : Math.min(threads, most),
    },
    asksUniverse,
    call,
  );
  const spread = new RowSpread(observations, persistence);
  const scales = counts.map((drawn) =>
    spread.scaleOf(
      drawn.map((count) => count - 1),
      true,
      together,
    ),
  );
  return concluded(found, scales, size);
}

/** Of every sample of the table, and of those of the tables of known truth, how often each stretch of rows is in it. */
const countsOf = (stretches: number, seed: number, block: number): Float64Array[] =>
  Array.from({ length: draws + tables * drawsOfTable }, (_, k) => drawnCounts(seed, k, stretches, block));

function flat(lists: readonly Float64Array[]): Float64Array {
  const width = lists[0]?.length ?? 0;
  const all = new Float64Array(lists.length * width);
  for (const [k, list] of lists.entries()) all.set(list, k * width);
  return all;
}

/** The random numbers of the tables of known truth. */
function noiseOf(observations: number, persistence: number, seed: number) {
  const { use, reach, warmUp } = noise;
  const random = new CounterRandom(seed);
  const innovations = persistence === 0 ? observations : observations - 1;
  const steps = persistence === 0 ? observations : observations + warmUp;
  const words = new Uint32Array(tables * steps * 2);
  for (let row = 0; row < tables * steps; row += 1) {
    const drawn = random.draw(use.starts, Math.floor(row / steps), row % steps);
    words.set(drawn.subarray(0, 2), row * 2);
  }
  const rowOf = Uint32Array.from({ length: noise.rows }, (_, k) =>
    random.integer(use.rows, 0, k, innovations),
  );
  return { rowOf, words, reach, warmUp };
}

function concluded(
  { own: statistic, resampled, known, knownResampled }: NativeUniverse,
  scales: readonly number[],
  size: number,
): UniverseLuck {
  const found = resampled.map((one, k) => one * (scales[k] as number));
  let missed = 0;
  for (const [k, one] of known.entries()) {
    missed += one / tables;
    let others = 0;
    for (let at = k * drawsOfTable; at < (k + 1) * drawsOfTable; at += 1)
      others += (knownResampled[at] as number) * (scales[draws + at] as number);
    missed -= others / (tables * drawsOfTable);
  }
  const atLeast = found.filter((other) => other + missed >= statistic).length;
  return {
    p: (1 + atLeast) / (draws + 1),
    statistic,
    expectedByLuck: found.reduce((sum, one) => sum + one, 0) / draws + missed,
    size,
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
  /** Annual Sharpe ratio that the best of them shows in this record by luck alone, on average. */
  readonly sharpeByLuck: number;
  /** Years of record in which that is 1. */
  readonly years: number;
} {
  const most = expectedMaximum(strategies);
  return { sharpeByLuck: most / Math.sqrt(years), years: most * most };
}
