/** t statistics of a table, and of the same table resampled around a mean of 0. */
import type { PnlMatrix } from "../pnl-matrix.ts";
import { columnMeans } from "./resampling.ts";
import { RowSpread } from "./row-spread.ts";

/** A table without drift, and the drift that was taken off. A missing cell counts as 0. */
export interface CentredTable {
  readonly rows: readonly Float64Array[];
  readonly mean: Float64Array;
  /** Lag-1 autocorrelation that the columns have in common; 0 where rows are taken to be independent. */
  readonly persistence: number;
}

export function centredTable(matrix: PnlMatrix, persistence: number): CentredTable {
  const mean = columnMeans(matrix.rows, matrix.strategies);
  const rows = matrix.rows.map((row) => row.map((x, i) => (Number.isNaN(x) ? 0 : x) - (mean[i] as number)));
  return { rows, mean, persistence };
}

/** Columns that are worked on at a time: so many that their cells stay in the cache while all draws go over them. */
const tile = 256;

/** The statistic of tables and of resampled ones: the mean of the `size` largest t. */
export class CentredBootstrap {
  readonly #rows: number;
  readonly #spread: RowSpread;
  readonly #size: number;

  /** `persistence`: rows have the correlation persistence^lag. */
  constructor(rows: number, persistence: number, size: number) {
    this.#rows = rows;
    this.#spread = new RowSpread(rows, persistence);
    this.#size = size;
  }

  /** Of a table with its drift. */
  statisticOf({ rows, mean }: Pick<CentredTable, "rows" | "mean">): number {
    const sums = new TileSums(rows);
    const once = drawnRows(new Float64Array(this.#rows).fill(1));
    const largest = new Float64Array(this.#size).fill(Number.NEGATIVE_INFINITY);
    for (let from = 0; from < mean.length; from += tile) sums.offer(largest, once, from, mean);
    return meanOf(largest);
  }

  /**
   * Of a centred table with row t standing `counts[t]` times, for each of `draws`. The sum over resampled rows is one with the
   * weights counts - 1, whose spread differs from draw to draw and is not that of a sum over all rows: the t are brought to it. On
   * many independent columns nothing else varies, and without this the null is three times as wide as the truth.
   */
  async resampledStatistics(
    rows: readonly Float64Array[],
    draws: readonly Float64Array[],
    breathe: (share: number) => Promise<void>,
  ): Promise<Float64Array> {
    const strategies = rows[0]?.length ?? 0;
    const sums = new TileSums(rows);
    const drawn = draws.map(drawnRows);
    const largest = draws.map(() => new Float64Array(this.#size).fill(Number.NEGATIVE_INFINITY));
    for (let from = 0; from < strategies; from += tile) {
      for (const [k, one] of drawn.entries()) sums.offer(largest[k] as Float64Array, one, from);
      await breathe(Math.min(tile, strategies - from) / strategies);
    }
    return Float64Array.from(draws, (counts, k) => {
      const weights = counts.map((count) => count - 1);
      return this.#spread.scaleOf(weights, true) * meanOf(largest[k] as Float64Array);
    });
  }
}

/** The rows that are in a sample, and how often each is; their number is even, so that two can be taken at a time. */
interface DrawnRows {
  readonly rows: Uint32Array;
  readonly counts: Float64Array;
}

function drawnRows(counts: Float64Array): DrawnRows {
  const rows = Array.from(counts.keys()).filter((t) => counts[t] !== 0);
  const times = rows.map((t) => counts[t] as number);
  return rows.length % 2 === 0
    ? { rows: Uint32Array.from(rows), counts: Float64Array.from(times) }
    : { rows: Uint32Array.from([...rows, rows[0] as number]), counts: Float64Array.from([...times, 0]) };
}

/** Sums over the rows of a sample for a tile of columns, in memory that is used again. */
class TileSums {
  readonly #rows: readonly Float64Array[];
  readonly #first = new Float64Array(tile);
  readonly #second = new Float64Array(tile);

  constructor(rows: readonly Float64Array[]) {
    this.#rows = rows;
  }

  /**
   * Puts the t of the columns from `from` on into `largest`, ascending, where they belong among them; 0 for a constant column.
   * `shift` is added to the means.
   */
  offer(largest: Float64Array, { rows, counts }: DrawnRows, from: number, shift?: Float64Array): void {
    const [first, second] = [this.#first.fill(0), this.#second.fill(0)];
    const width = Math.min(tile, (this.#rows[0]?.length ?? 0) - from);
    for (let k = 0; k < rows.length; k += 2) {
      const one = this.#rows[rows[k] as number] as Float64Array;
      const other = this.#rows[rows[k + 1] as number] as Float64Array;
      const times = counts[k] as number;
      const otherTimes = counts[k + 1] as number;
      for (let i = 0; i < width; i += 1) {
        const x = one[from + i] as number;
        const y = other[from + i] as number;
        const weighted = times * x;
        const otherWeighted = otherTimes * y;
        first[i] = (first[i] as number) + weighted + otherWeighted;
        second[i] = (second[i] as number) + weighted * x + otherWeighted * y;
      }
    }
    const n = this.#rows.length;
    for (let i = 0; i < width; i += 1) {
      const average = (first[i] as number) / n;
      const variance = ((second[i] as number) - n * average * average) / (n - 1);
      const mean = average + (shift?.[from + i] ?? 0);
      // A spread of rounding size is no spread.
      const isSpread = variance > 1e-20 * ((second[i] as number) / n + mean * mean);
      insert(largest, isSpread ? (mean * Math.sqrt(n)) / Math.sqrt(variance) : 0);
    }
  }
}

/** Puts a value among the largest so far, ascending, when it is one of them: the smallest goes, the others close up. */
function insert(largest: Float64Array, value: number): void {
  if (value <= (largest[0] as number)) return;
  let k = 1;
  for (; k < largest.length && (largest[k] as number) < value; k += 1) largest[k - 1] = largest[k] as number;
  largest[k - 1] = value;
}

/** Mean of the largest; places that no column took count as 0, as constant columns do. */
const meanOf = (largest: Float64Array): number =>
  largest.reduce((sum, one) => sum + (one === Number.NEGATIVE_INFINITY ? 0 : one), 0) / largest.length;
