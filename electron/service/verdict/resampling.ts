/**
 * Tables of the same kind without skill, and how their rows depend on one another. Everything is a function of the seed and
 * the number of the twin, so any twin can be made alone and in any order.
 */
import { madeOf, type PnlMatrix, pickRows } from "../pnl-matrix.ts";
import { CounterRandom } from "../sampling/counter-random.ts";
import { atOnce, inTurns, type Steps } from "../turns.ts";
import { RowSpread } from "./row-spread.ts";

/** Uses of the random numbers of a seed, unlike any other's of the project. */
const use = {
  signs: 1101,
  phase: 1102,
  starts: 1103,
  interval: 1104,
  signTest: 1105,
  universe: 1106,
} as const;

/** What a search works on: the rows that are scored, and those that correlations are taken from where they differ. */
export interface SearchTable {
  readonly matrix: PnlMatrix;
  /** A whole number of rows per row of the matrix. */
  readonly correlationSource?: PnlMatrix;
}

/** The kinds of twin: signs keep every column's spread, the bootstrap its skew. Both are needed; docs/luck.md says why. */
export const twinKinds = ["signs", "bootstrap"] as const;
export type TwinKind = (typeof twinKinds)[number];

/** Cells as they count in a portfolio: a missing one is 0. */
const cell = (row: Float64Array, i: number): number => {
  const value = row[i] as number;
  return Number.isNaN(value) ? 0 : value;
};

/** Lag-1 autocorrelation of a series; 0 where it is constant. */
export function lagOne(series: ArrayLike<number>): number {
  const n = series.length;
  let mean = 0;
  for (let t = 0; t < n; t += 1) mean += (series[t] as number) / n;
  let [own, next] = [0, 0];
  for (let t = 0; t < n; t += 1) {
    const distance = (series[t] as number) - mean;
    own += distance * distance;
    if (t + 1 < n) next += distance * ((series[t + 1] as number) - mean);
  }
  return own > 0 ? next / own : 0;
}

/** How rows of a table depend on one another. */
export interface Dependence {
  /**
   * Rows that are kept together when the table is resampled: 1 where the lag-1 autocorrelations of the equal-weight series and
   * the median one of the columns lie within 2 / sqrt(T), else ceil(T^(1/3)) (Politis and White 2004 give this rate).
   */
  readonly block: number;
  /** Lag-1 autocorrelation that the columns have in common; 0 where rows are taken to be independent. */
  readonly persistence: number;
}

/** What is known already: tables do not change, and a verdict asks for the same one again and again. */
const known = new WeakMap<PnlMatrix, Dependence>();

export function rowDependence(matrix: PnlMatrix): Dependence {
  return known.get(matrix) ?? keep(matrix, atOnce(measuredDependence(matrix)));
}

/** The same while others are answered: for whoever asks first of a large table. */
export async function rowDependenceInTurns(
  matrix: PnlMatrix,
  call?: Parameters<typeof inTurns>[1],
): Promise<Dependence> {
  return known.get(matrix) ?? keep(matrix, await inTurns(measuredDependence(matrix), call));
}

function keep(matrix: PnlMatrix, found: Dependence): Dependence {
  known.set(matrix, found);
  return found;
}

function* measuredDependence({ rows, observations, strategies }: PnlMatrix): Steps<Dependence> {
  const limit = 2 / Math.sqrt(observations);
  const equal: number[] = [];
  for (const row of rows) {
    let sum = 0;
    for (let i = 0; i < strategies; i += 1) sum += cell(row, i);
    equal.push(sum);
    yield;
  }
  const ofColumns = yield* columnLagOnes(rows, strategies);
  yield;
  const median = ofColumns.toSorted()[ofColumns.length >> 1] ?? 0;
  const isDependent = Math.abs(lagOne(equal)) > limit || Math.abs(median) > limit;
  return isDependent
    ? { block: Math.ceil(Math.cbrt(observations)), persistence: pooledPersistence(ofColumns, observations) }
    : { block: 1, persistence: 0 };
}

/** Largest persistence that is counted on, either way. */
const mostPersistence = 0.95;

/**
 * Mean lag-1 autocorrelation of the columns, freed of its bias at this length, -(1 + 4 rho) / T (Marriott and Pope 1954, with
 * the divisor T). One column tells it to 1 / sqrt(T); thousands tell it well.
 */
function pooledPersistence(ofColumns: Float64Array, observations: number): number {
  if (ofColumns.length === 0 || observations <= 5) return 0;
  const mean = ofColumns.reduce((sum, one) => sum + one, 0) / ofColumns.length;
  const unbiased = (mean + 1 / observations) / (1 - 4 / observations);
  return Math.max(-mostPersistence, Math.min(mostPersistence, unbiased));
}

/** Row by row, so that the cells are read in the order in which they lie. Constant columns have none. */
function* columnLagOnes(rows: readonly Float64Array[], strategies: number): Steps<Float64Array> {
  const mean = yield* meansOf(rows, strategies);
  const own = new Float64Array(strategies);
  const next = new Float64Array(strategies);
  for (const [t, row] of rows.entries()) {
    const after = rows[t + 1];
    for (let i = 0; i < strategies; i += 1) {
      const distance = cell(row, i) - (mean[i] as number);
      own[i] = (own[i] as number) + distance * distance;
      if (after) next[i] = (next[i] as number) + distance * (cell(after, i) - (mean[i] as number));
    }
    yield;
  }
  return next.map((sum, i) => sum / (own[i] as number)).filter(Number.isFinite);
}

/** Mean of every column, a missing cell counting as 0. */
export const columnMeans = (rows: readonly Float64Array[], strategies: number): Float64Array =>
  atOnce(meansOf(rows, strategies));

function* meansOf(rows: readonly Float64Array[], strategies: number): Steps<Float64Array> {
  const mean = new Float64Array(strategies);
  for (const row of rows) {
    for (let i = 0; i < strategies; i += 1) mean[i] = (mean[i] as number) + cell(row, i);
    yield;
  }
  return mean.map((sum) => sum / rows.length);
}

/** Rows of a table as a selection sees them: those of the past, or those of a twin. */
export interface Sample {
  /** Row numbers in the order wanted; one may stand more than once. */
  readonly rows: Uint32Array;
  /** +1 or -1 for each of `rows`; absent = as they are. */
  readonly signs?: Int8Array;
  /** Every column's mean over all rows of the table is taken off first. */
  readonly centred?: boolean;
  /** Every column's mean over these rows is made so many times as large, see RowSpread; absent = 1. */
  readonly stretch?: number;
}

/** The rows from `from` to `to` (exclusive), as they are. */
export function rowsBetween(from: number, to: number): Sample {
  return { rows: Uint32Array.from({ length: to - from }, (_, t) => from + t) };
}

/**
 * Twin number `twin` of a kind, of a table of `observations` rows. Blocks do not keep all of the rows' dependence, and draws of
 * rows differ in how widely they let means spread: the means of a twin are stretched to what those of a table without drift
 * have.
 */
export function twinSample(
  observations: number,
  kind: TwinKind,
  { seed, twin, block, persistence }: Dependence & { readonly seed: number; readonly twin: number },
): Sample {
  const random = new CounterRandom(seed);
  const spread = new RowSpread(observations, persistence);
  if (kind === "signs") {
    const signs = rowSigns(random, use.signs, twin, observations, block);
    return { ...rowsBetween(0, observations), signs, stretch: spread.scaleOf(signs, false) };
  }
  const rows = blockRows(random, use.starts, twin, observations, block);
  const weights = new Float64Array(observations).fill(-1);
  for (const t of rows) weights[t] = (weights[t] as number) + 1;
  return { rows, centred: true, stretch: spread.scaleOf(weights, true) };
}

/** The table that a sample is. Rows that are as they were are shared; rows for correlations follow their observation. */
export function sampledTable({ matrix, correlationSource }: SearchTable, sample: Sample): SearchTable {
  const each = correlationSource ? correlationSource.observations / matrix.observations : 1;
  return {
    matrix: sampledMatrix(matrix, sample, 1),
    ...(correlationSource ? { correlationSource: sampledMatrix(correlationSource, sample, each) } : {}),
  };
}

function sampledMatrix(matrix: PnlMatrix, sample: Sample, each: number): PnlMatrix {
  const { rows, signs, centred, stretch = 1 } = sample;
  const { strategies } = matrix;
  const count = rows.length * each;
  const placeOf = (t: number) => (rows[Math.floor(t / each)] as number) * each + (t % each);
  const mean = centred ? columnMeans(matrix.rows, strategies) : undefined;
  if (!mean && !signs && stretch === 1)
    return pickRows(
      matrix,
      Array.from({ length: count }, (_, t) => placeOf(t)),
    );
  const made = madeOf(matrix, count, strategies, (t) => {
    const row = matrix.rows[placeOf(t)] as Float64Array;
    const sign = signs?.[Math.floor(t / each)] ?? 1;
    if (mean) return row.map((value, i) => sign * (value - (mean[i] as number)));
    return sign === 1 && stretch === 1 ? row : row.map((value) => sign * value);
  });
  return stretch === 1 ? made : stretched(made, stretch);
}

/** The mean of every column `stretch` times as large: in place, where the rows are in memory. */
function stretched(matrix: PnlMatrix, stretch: number): PnlMatrix {
  const { rows, strategies } = matrix;
  const more = columnMeans(rows, strategies).map((mean) => mean * (stretch - 1));
  const raised = (row: Float64Array) => {
    for (let i = 0; i < strategies; i += 1) row[i] = (row[i] as number) + (more[i] as number);
    return row;
  };
  if (matrix.stored) {
    const made = madeOf(matrix, rows.length, strategies, (t) => raised(rows[t] as Float64Array));
    matrix.stored.release();
    return made;
  }
  for (const row of rows) raised(row);
  return matrix;
}

/** A random sign for every block of rows (Rademacher); where the first block begins is random, too. */
export function rowSigns(
  random: CounterRandom,
  purpose: number,
  draw: number,
  rows: number,
  block: number,
): Int8Array {
  const phase = block > 1 ? random.integer(use.phase, purpose, draw, block) : 0;
  return Int8Array.from({ length: rows }, (_, t) =>
    random.integer(purpose, draw, Math.floor((t + phase) / block), 2) === 1 ? -1 : 1,
  );
}

/** Rows of a circular block bootstrap (Politis and Romano 1992). */
export function blockRows(
  random: CounterRandom,
  purpose: number,
  draw: number,
  rows: number,
  block: number,
): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, t) => {
    const start = random.integer(purpose, draw, Math.floor(t / block), rows);
    return (start + (t % block)) % rows;
  });
}

/** Times that each of `items`, rows or stretches of them, is drawn in bootstrap `draw` of the test of the universe. */
export function drawnCounts(seed: number, draw: number, items: number, block: number): Float64Array {
  const counts = new Float64Array(items);
  for (const t of blockRows(new CounterRandom(seed), use.universe, draw, items, block)) {
    counts[t] = (counts[t] as number) + 1;
  }
  return counts;
}

/** Draws of the sign test. */
const signDraws = 4999;

/**
 * p of the mean of a series being above 0: how many of 4,999 series with random signs of blocks have a mean as high.
 * Between 1/5,000 and 1.
 */
export function signTest(series: ArrayLike<number>, seed: number, block: number): number {
  const random = new CounterRandom(seed);
  const values = Float64Array.from(series);
  const sum = values.reduce((a, b) => a + b, 0);
  let atLeast = 1;
  for (let draw = 0; draw < signDraws; draw += 1) {
    const signs = rowSigns(random, use.signTest, draw, values.length, block);
    let other = 0;
    for (let t = 0; t < values.length; t += 1) other += (values[t] as number) * (signs[t] as number);
    if (other >= sum) atLeast += 1;
  }
  return atLeast / (signDraws + 1);
}

/** Draws of an interval, and the share that lies outside of it on each side. */
const intervalDraws = 1999;
const tail = 0.05;

/**
 * 90 % interval of a figure of a series by the stationary bootstrap (Politis and Romano 1994): blocks of random length, on
 * average `block` rows.
 */
export function stationaryInterval(
  series: ArrayLike<number>,
  figure: (sample: Float64Array) => number,
  { seed, block }: { seed: number; block: number },
): { readonly low: number; readonly high: number } {
  const random = new CounterRandom(seed);
  const n = series.length;
  const sample = new Float64Array(n);
  const figures = new Float64Array(intervalDraws);
  for (let draw = 0; draw < intervalDraws; draw += 1) {
    let at = 0;
    for (let t = 0; t < n; t += 1) {
      const [u = 0, v = 0] = random.draw(use.interval, draw, t);
      // A new block begins with probability 1 / block.
      at = t === 0 || u / 2 ** 32 < 1 / block ? Math.floor((v / 2 ** 32) * n) : (at + 1) % n;
      sample[t] = series[at] as number;
    }
    figures[draw] = figure(sample);
  }
  figures.sort();
  return {
    low: figures[Math.round(tail * (intervalDraws + 1)) - 1] as number,
    high: figures[Math.round((1 - tail) * (intervalDraws + 1)) - 1] as number,
  };
}
