/**
 * Is there anything to find among the strategies? Looked at before any search: the mean of the n largest t statistics,
 * against what tables of the same rows without any drift show.
 */
import type { CallContext } from "../context.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import { columnMeans, rowCounts } from "./resampling.ts";
import { expectedMaximum } from "./sharpe.ts";

/** Bootstraps of the null distribution. */
const draws = 499;
/** Milliseconds of work between two looks at what else the process has to do. */
const patience = 20;

export interface UniverseTest {
  /** p of the statistic: between 1/500 and 1. */
  readonly p: number;
  /** Mean of the `size` largest t. */
  readonly statistic: number;
  /** What the same mean is by luck alone. */
  readonly expectedByLuck: number;
  /** Strategies that the mean is over. */
  readonly size: number;
}

/**
 * The test on a table: null = circular block bootstraps of the centred rows, studentised anew in each (Politis and Romano
 * 1992). Signs of rows would not do: on left-skewed columns they call noise skill. A missing cell counts as 0.
 */
export async function testUniverse(
  matrix: PnlMatrix,
  { size, seed, block }: { size: number; seed: number; block: number },
  call?: CallContext,
): Promise<UniverseTest> {
  const { observations, strategies } = matrix;
  const wanted = Math.min(size, strategies);
  const mean = columnMeans(matrix.rows, strategies);
  const centred = matrix.rows.map((row) =>
    row.map((x, i) => (Number.isNaN(x) ? 0 : x) - (mean[i] as number)),
  );
  const moments = new BootstrapMoments(strategies);
  const statistic = meanOfLargest(moments.of(centred, new Float64Array(observations).fill(1), mean), wanted);
  let atLeast = 1;
  let sum = 0;
  let looked = performance.now();
  for (let draw = 0; draw < draws; draw += 1) {
    const other = meanOfLargest(moments.of(centred, rowCounts(seed, draw, observations, block)), wanted);
    if (other >= statistic) atLeast += 1;
    sum += other;
    if (performance.now() - looked < patience) continue;
    call?.signal.throwIfAborted();
    call?.progress({ stage: "Asking whether there is anything to find", fraction: (draw + 1) / draws });
    await new Promise(setImmediate);
    looked = performance.now();
  }
  return { p: atLeast / (draws + 1), statistic, expectedByLuck: sum / draws, size: wanted };
}

/** t statistics of all columns in one resampled table, in memory that is used again. */
class BootstrapMoments {
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  constructor(strategies: number) {
    this.#first = new Float64Array(strategies);
    this.#second = new Float64Array(strategies);
  }

  /** `counts`: how often each row is in the sample. `shift` is added to the means. A constant column has t = 0. */
  of(centred: readonly Float64Array[], counts: Float64Array, shift?: Float64Array): Float64Array {
    const [first, second] = [this.#first.fill(0), this.#second.fill(0)];
    for (const [t, row] of centred.entries()) {
      const count = counts[t] as number;
      if (count === 0) continue;
      for (let i = 0; i < row.length; i += 1) {
        const x = row[i] as number;
        first[i] = (first[i] as number) + count * x;
        second[i] = (second[i] as number) + count * x * x;
      }
    }
    const n = centred.length;
    for (let i = 0; i < first.length; i += 1) {
      const average = (first[i] as number) / n;
      const variance = ((second[i] as number) - n * average * average) / (n - 1);
      // A spread of rounding size is no spread.
      const isSpread = variance > 1e-20 * ((second[i] as number) / n + (shift?.[i] ?? 0) ** 2);
      first[i] = isSpread ? ((average + (shift?.[i] ?? 0)) * Math.sqrt(n)) / Math.sqrt(variance) : 0;
    }
    return first;
  }
}

/** Mean of the `count` largest of `values`, which are not changed. */
export function meanOfLargest(values: Float64Array, count: number): number {
  const largest = values.slice(0, count).sort();
  for (let i = count; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value <= (largest[0] as number)) continue;
    // The smallest goes, the others close up.
    let k = 1;
    for (; k < count && (largest[k] as number) < value; k += 1) largest[k - 1] = largest[k] as number;
    largest[k - 1] = value;
  }
  return largest.reduce((sum, one) => sum + one, 0) / count;
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
