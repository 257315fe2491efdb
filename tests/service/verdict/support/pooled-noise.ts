/** Tables without skill whose columns are independent, made of all cells of a table at once. */
import { CounterRandom } from "../../../../electron/service/sampling/counter-random.ts";
import type { CentredTable } from "./centred-bootstrap.ts";

/** Uses of the random numbers of a seed. */
const use = { rows: 1110, starts: 1111 } as const;

/** Random rows that are drawn once and used from changing places on. */
const drawn = 2 ** 16;
/** Share of a column's cells, the smallest first, that tell its scale: those in the tails would hide how heavy they are. */
const body = 0.8;
/** A row's cells come from columns up to so many further on: few enough to stay in the cache. */
const reach = 256;
/** Columns that are made at a time, row after row: theirs and those so many further on stay in the cache meanwhile. */
const tile = 256;
/** Rows that are made and forgotten before the first, so that persistence has set in. */
const warmUp = 30;

/**
 * Noise of the kind that a table's columns have on average: skew, tails, persistence. What one column cannot tell with its
 * few rows, all together do. Columns do not move together.
 */
export class PooledNoise {
  /** [column][row], so that a random row of a column lies near. */
  readonly #innovations: Float64Array;
  readonly #random: CounterRandom;
  readonly #rowOf: Uint32Array;
  readonly #persistence: number;
  readonly #rows: readonly Float64Array[];
  readonly #mean: Float64Array;
  readonly #state: Float64Array;

  constructor({ rows, persistence }: CentredTable, seed: number) {
    this.#persistence = persistence;
    this.#random = new CounterRandom(seed);
    this.#innovations = standardisedInnovations(rows, persistence);
    const count = persistence === 0 ? rows.length : rows.length - 1;
    const columns = this.#innovations.length / count;
    this.#rows = rows.map(() => new Float64Array(columns));
    this.#mean = new Float64Array(columns);
    this.#state = new Float64Array(columns);
    this.#rowOf = Uint32Array.from({ length: drawn }, (_, k) => this.#random.integer(use.rows, 0, k, count));
  }

  /** Table number `k`: its centred rows and the means that were taken off, in memory that the next table takes. */
  table(k: number): Pick<CentredTable, "rows" | "mean"> {
    const rows = this.#rows;
    const mean = this.#mean.fill(0);
    const state = this.#state.fill(0);
    const before = this.#persistence === 0 ? 0 : warmUp;
    const places = this.#drawPlaces(k, rows.length + before);
    for (let first = 0; first < mean.length; first += tile) {
      const end = Math.min(first + tile, mean.length);
      for (let t = -before; t < rows.length; t += 1) {
        const next = t < 0 ? state : (rows[t] as Float64Array);
        const past = t <= 0 ? state : (rows[t - 1] as Float64Array);
        this.#makeCells(next, past, places[t + before] as Place, first, end);
        if (t < 0) continue;
        for (let i = first; i < end; i += 1) mean[i] = (mean[i] as number) + (next[i] as number);
      }
    }
    for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] as number) / rows.length;
    for (const row of rows) {
      for (let i = 0; i < row.length; i += 1) row[i] = (row[i] as number) - (mean[i] as number);
    }
    return { rows, mean };
  }

  /** Where the cells of every row of table `k` are taken from. */
  #drawPlaces(k: number, steps: number): Place[] {
    const most = Math.min(reach, this.#mean.length);
    return Array.from({ length: steps }, (_, step) => {
      const words = this.#random.draw(use.starts, k, step);
      return {
        column: Math.floor(((words[0] as number) / 2 ** 32) * most),
        at: (words[1] as number) % drawn,
      };
    });
  }

  /**
   * Cells from `first` to `end` of the row that follows `past`, which may be the same memory: of a random row for every column,
   * of another column each row.
   */
  #makeCells(next: Float64Array, past: Float64Array, place: Place, first: number, end: number): void {
    const innovations = this.#innovations;
    const rowOf = this.#rowOf;
    const phi = this.#persistence;
    const columns = next.length;
    const count = innovations.length / columns;
    let from = (place.column + first) % columns;
    let at = (place.at + first) % drawn;
    for (let i = first; i < end; i += 1) {
      const cell = innovations[from * count + (rowOf[at] as number)] as number;
      next[i] = phi * (past[i] as number) + cell;
      from = from + 1 === columns ? 0 : from + 1;
      at = at + 1 === drawn ? 0 : at + 1;
    }
  }
}

/** Where a row's cells begin: a column, and a place among the random rows. */
interface Place {
  readonly column: number;
  readonly at: number;
}

/** What is new in every row, [column][row], columns at one scale and of mean 0 over all; constant columns are left out. */
function standardisedInnovations(rows: readonly Float64Array[], persistence: number): Float64Array {
  const strategies = rows[0]?.length ?? 0;
  const first = persistence === 0 ? 0 : 1;
  const count = rows.length - first;
  const made = new Float64Array(strategies * count);
  const column = new Float64Array(rows.length);
  let kept = 0;
  for (let i = 0; i < strategies; i += 1) {
    for (let t = 0; t < rows.length; t += 1) column[t] = (rows[t] as Float64Array)[i] as number;
    const scale = scaleOf(column);
    if (!(scale > 0)) continue;
    for (let t = first; t < rows.length; t += 1) {
      const past = first === 0 ? 0 : persistence * (column[t - 1] as number);
      made[kept * count + t - first] = ((column[t] as number) - past) / scale;
    }
    kept += 1;
  }
  const cells = made.subarray(0, kept * count);
  let mean = 0;
  for (let k = 0; k < cells.length; k += 1) mean += (cells[k] as number) / cells.length;
  for (let k = 0; k < cells.length; k += 1) cells[k] = (cells[k] as number) - mean;
  return cells;
}

/** Mean distance of the four fifths of a centred column's cells that lie nearest to 0; where that is 0, of all. */
function scaleOf(column: Float64Array): number {
  const distances = column.map(Math.abs).sort();
  const near = Math.max(1, Math.floor(body * distances.length));
  let [inside, whole] = [0, 0];
  for (let k = 0; k < distances.length; k += 1) {
    whole += distances[k] as number;
    if (k < near) inside = whole;
  }
  // A spread of rounding size is no spread.
  return inside > 1e-9 * whole ? inside / near : whole / distances.length;
}
