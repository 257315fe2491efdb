/** t statistics of a table, and of the same table resampled around a mean of 0. */
import type { PnlMatrix } from "../../../../electron/service/pnl-matrix.ts";
import { columnMeans } from "../../../../electron/service/verdict/resampling.ts";
import { RowSpread } from "../../../../electron/service/verdict/row-spread.ts";

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
/** Stretches that the rows of a table are cut into at most. */
const mostStretches = 4096;

/** The statistic of tables and of resampled ones: the mean of the `size` largest t. */
export class CentredBootstrap {
  /** Rows that are drawn together, a stretch: 1 up to 4,096 rows. More draw no surer, and a draw costs as much as there are. */
  readonly together: number;
  /** Stretches of a table. */
  readonly stretches: number;
  readonly #spread: RowSpread;
  readonly #size: number;

  /** `persistence`: rows have the correlation persistence^lag. */
  constructor(rows: number, persistence: number, size: number) {
    this.together = Math.ceil(rows / mostStretches);
    this.stretches = Math.ceil(rows / this.together);
    this.#spread = new RowSpread(rows, persistence);
    this.#size = size;
  }

  /** Of a table with its drift, of which `sums` are. */
  statisticOf(sums: TileSums, mean: Float64Array): number {
    const once = drawnStretches(new Float64Array(this.stretches).fill(1));
    const largest = new Float64Array(this.#size).fill(Number.NEGATIVE_INFINITY);
    for (let from = 0; from < mean.length; from += tile) sums.offer(largest, once, from, mean);
    return meanOf(largest);
  }

  /**
   * Of a centred table with stretch t standing `counts[t]` times, for each of `draws`. The sum over resampled rows is one with
   * the weights counts - 1, whose spread differs from draw to draw and is not that of a sum over all rows: the t are brought to
   * it. On many independent columns nothing else varies, and without this the null is three times as wide as the truth.
   */
  resampledStatistics(sums: TileSums, draws: readonly Float64Array[]): Float64Array {
    const { strategies } = sums;
    const drawn = draws.map(drawnStretches);
    const largest = draws.map(() => new Float64Array(this.#size).fill(Number.NEGATIVE_INFINITY));
    for (let from = 0; from < strategies; from += tile) {
      for (const [k, one] of drawn.entries()) sums.offer(largest[k] as Float64Array, one, from);
    }
    return Float64Array.from(draws, (counts, k) => {
      const weights = counts.map((count) => count - 1);
      return this.#spread.scaleOf(weights, true, this.together) * meanOf(largest[k] as Float64Array);
    });
  }
}

/** Stretches that are taken at a time: what the sums are read and written for. */
const atOnce = 4;

/** The stretches that are in a sample, and how often each is; filled up with one that is there 0 times. */
interface DrawnStretches {
  readonly stretches: Uint32Array;
  readonly counts: Float64Array;
}

function drawnStretches(counts: Float64Array): DrawnStretches {
  const present = Array.from(counts.keys()).filter((t) => counts[t] !== 0);
  const length = Math.ceil(present.length / atOnce) * atOnce;
  return {
    stretches: Uint32Array.from({ length }, (_, k) => present[k] ?? (present[0] as number)),
    counts: Float64Array.from({ length }, (_, k) =>
      k < present.length ? (counts[present[k] as number] as number) : 0,
    ),
  };
}

/** Sums over the stretches of a sample for a tile of columns, in memory that is used again. */
export class TileSums {
  readonly strategies: number;
  /** Of every stretch; where that is one row, the row. */
  readonly #sums: readonly Float64Array[];
  /** Of every stretch; none where that is one row, whose squares cost less than to read them. */
  readonly #squares: readonly Float64Array[] | undefined;
  readonly #rows: number;
  readonly #first = new Float64Array(tile);
  readonly #second = new Float64Array(tile);

  /** Of a centred table. */
  constructor(rows: readonly Float64Array[], together: number) {
    const added = together === 1 ? { sums: rows, squares: undefined } : addedStretches(rows, together);
    this.#sums = added.sums;
    this.#squares = added.squares;
    this.#rows = rows.length;
    this.strategies = rows[0]?.length ?? 0;
  }

  /**
   * Puts the t of the columns from `from` on into `largest`, ascending, where they belong among them; 0 for a constant column.
   * `shift` is added to the means.
   */
  offer(largest: Float64Array, drawn: DrawnStretches, from: number, shift?: Float64Array): void {
    const [first, second] = [this.#first.fill(0), this.#second.fill(0)];
    const width = Math.min(tile, this.strategies - from);
    if (this.#squares) this.#addStretches(this.#squares, drawn, from, width);
    else this.#addRows(drawn, from, width);
    const n = this.#rows;
    for (let i = 0; i < width; i += 1) {
      const average = (first[i] as number) / n;
      const variance = ((second[i] as number) - n * average * average) / (n - 1);
      const mean = average + (shift?.[from + i] ?? 0);
      // A spread of rounding size is no spread.
      const isSpread = variance > 1e-20 * ((second[i] as number) / n + mean * mean);
      insert(largest, isSpread ? (mean * Math.sqrt(n)) / Math.sqrt(variance) : 0);
    }
  }

  #addRows({ stretches, counts }: DrawnStretches, from: number, width: number): void {
    const [first, second] = [this.#first, this.#second];
    for (let k = 0; k < stretches.length; k += atOnce) {
      const a = this.#sums[stretches[k] as number] as Float64Array;
      const b = this.#sums[stretches[k + 1] as number] as Float64Array;
      const c = this.#sums[stretches[k + 2] as number] as Float64Array;
      const d = this.#sums[stretches[k + 3] as number] as Float64Array;
      const timesA = counts[k] as number;
      const timesB = counts[k + 1] as number;
      const timesC = counts[k + 2] as number;
      const timesD = counts[k + 3] as number;
      for (let i = 0; i < width; i += 1) {
        const w = a[from + i] as number;
        const x = b[from + i] as number;
        const y = c[from + i] as number;
        const z = d[from + i] as number;
        const weightedW = timesA * w;
        const weightedX = timesB * x;
        const weightedY = timesC * y;
        const weightedZ = timesD * z;
        first[i] = (first[i] as number) + weightedW + weightedX + weightedY + weightedZ;
        second[i] = (second[i] as number) + weightedW * w + weightedX * x + weightedY * y + weightedZ * z;
      }
    }
  }

  #addStretches(
    squares: readonly Float64Array[],
    { stretches, counts }: DrawnStretches,
    from: number,
    width: number,
  ): void {
    const [first, second] = [this.#first, this.#second];
    for (const [k, t] of stretches.entries()) {
      const sum = this.#sums[t] as Float64Array;
      const square = squares[t] as Float64Array;
      const times = counts[k] as number;
      for (let i = 0; i < width; i += 1) {
        first[i] = (first[i] as number) + times * (sum[from + i] as number);
        second[i] = (second[i] as number) + times * (square[from + i] as number);
      }
    }
  }
}

/** Sums of the cells of every column and of their squares, over so many rows at a time. */
function addedStretches(rows: readonly Float64Array[], together: number) {
  const columns = rows[0]?.length ?? 0;
  const stretches = Math.ceil(rows.length / together);
  const sums = Array.from({ length: stretches }, () => new Float64Array(columns));
  const squares = Array.from({ length: stretches }, () => new Float64Array(columns));
  for (let t = 0; t < rows.length; t += 1) {
    const row = rows[t] as Float64Array;
    const sum = sums[Math.floor(t / together)] as Float64Array;
    const square = squares[Math.floor(t / together)] as Float64Array;
    for (let i = 0; i < columns; i += 1) {
      const x = row[i] as number;
      sum[i] = (sum[i] as number) + x;
      square[i] = (square[i] as number) + x * x;
    }
  }
  return { sums, squares };
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
