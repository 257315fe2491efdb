/**
 * What no portfolio of a size can exceed, by Lagrangian relaxation. Portfolios become weights from 0 to 1 / n that add up to 1,
 * and the falls of the equity curve are charged for: a price h_t >= 0 of every row is a sum of prices of falls that begin where
 * it rises, so V(h) = sum of max(0, h_t - h_(t-1)) of them, and a portfolio of rows r_t has
 *
 *   drawdown x V(h) >= - sum of h_t r_t
 *
 * whatever h is. From it come the bounds below, for every h. The best h is found by a linear program (the dual of the
 * relaxation), but a bound is worked out here from h alone, over all strategies: a solver that errs makes it higher, never
 * wrong.
 */
import type { Highs } from "highs";
import type { PnlMatrix } from "../../pnl-matrix.ts";

/** What is bounded, of portfolios of any size. */
export interface BoundedProgram {
  /** Its columns are those that portfolios may have. A missing cell counts as 0. */
  readonly matrix: PnlMatrix;
  /** "ratio": total / max(drawdown, floor); "fall": - drawdown. */
  readonly of: "ratio" | "fall";
  /** Currency, above 0 for the ratio. */
  readonly floor: number;
  /** Running peaks begin at 0, or at the first row's equity. */
  readonly peakFromZero: boolean;
}

export interface BoundTask extends BoundedProgram {
  readonly size: number;
}

/** The bound that a price of every row proves, in the unit of what is bounded. */
export function boundOf(task: BoundTask, prices: Float64Array): number {
  return boundBy(task, charged(task, prices, task.size));
}

/** Totals of all columns at a price of every row. */
interface Charged {
  /** The columns of the largest, largest first; of equal ones the first. */
  readonly columns: readonly number[];
  readonly worth: Float64Array;
  /** V of the prices. */
  readonly variation: number;
}

function boundBy({ of, floor, size }: BoundTask, { columns, worth, variation }: Charged): number {
  const top = columns.slice(0, size).reduce((sum, i) => sum + (worth[i] as number), 0) / size;
  // Total <= drawdown x V + top <= max(drawdown, floor) x (V + top / floor).
  if (of === "ratio") return variation + Math.max(0, top) / floor;
  // - drawdown <= top / V, and never above 0.
  return size === 0 || variation === 0 ? 0 : Math.min(0, top / variation);
}

function charged({ matrix, of }: BoundTask, prices: Float64Array, wanted: number): Charged {
  const worth = new Float64Array(matrix.strategies);
  let [variation, before] = [0, 0];
  for (const [t, row] of matrix.rows.entries()) {
    const price = prices[t] as number;
    variation += Math.max(0, price - before);
    before = price;
    const times = (of === "ratio" ? 1 : 0) + price;
    for (let i = 0; i < worth.length; i += 1) {
      const x = row[i] as number;
      if (!Number.isNaN(x)) worth[i] = (worth[i] as number) + times * x;
    }
  }
  return { columns: largestOf(worth, wanted), worth, variation };
}

/** Places of the `wanted` largest values, largest first, of equal ones the first. */
function largestOf(values: Float64Array, wanted: number): number[] {
  const least = values.toSorted()[Math.max(0, values.length - wanted)] as number;
  const places: number[] = [];
  for (let i = 0; i < values.length; i += 1) if ((values[i] as number) >= least) places.push(i);
  return places.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, wanted);
}

/** Rounds of taking strategies in; far fewer do, this ends a solver that does not get on. */
const mostRounds = 60;
/** The bound is as low as the relaxation has it, but for this part. */
const tolerance = 0.005;

/**
 * The lowest bound of the relaxation, told every time that it gets lower. Strategies come into the program when their charged
 * total is among the n largest (column generation, Dantzig and Wolfe 1960).
 */
export function lowestBound(highs: Highs, task: BoundTask, told: (bound: number) => void): number {
  const { matrix, size } = task;
  const program = new Program(highs, task);
  try {
    let prices: Float64Array = new Float64Array(matrix.observations);
    let lowest = Number.POSITIVE_INFINITY;
    const known = new Set<number>();
    for (let round = 0; round < mostRounds; round += 1) {
      const all = charged(task, prices, Math.min(3 * size, matrix.strategies));
      const bound = boundBy(task, all);
      if (bound < lowest) told(bound);
      lowest = Math.min(lowest, bound);
      const fresh = all.columns.filter((column) => !known.has(column));
      for (const column of fresh) known.add(column);
      for (const column of fresh) program.take(column);
      const solved = program.solve();
      // What the program says of the strategies that it knows is at most what it says of all.
      if (!solved || lowest - solved.value <= tolerance * Math.abs(lowest)) break;
      prices = solved.prices;
    }
    return lowest;
  } finally {
    program.dispose();
  }
}

/**
 * The dual program: prices h, their rises v, theta and s for the mean of the n largest, z that mean. Money in units of `#unit`.
 */
class Program {
  readonly #model: ReturnType<Highs["createModel"]>;
  readonly #task: BoundTask;
  readonly #unit: number;
  /** Columns of theta and of s, rows of z and of the strategies: theta follows the prices and rises, z follows theta. */
  readonly #theta: number;
  #columns: number;

  constructor(highs: Highs, task: BoundTask) {
    const { matrix, of, floor, peakFromZero } = task;
    const rows = matrix.observations;
    const model = highs.createModel();
    model.options.set({ output_flag: false });
    const free = highs.infinity;
    const isRatio = of === "ratio";
    this.#model = model;
    this.#task = task;
    this.#unit = isRatio ? floor : typicalCell(matrix);
    this.#theta = 2 * rows;
    const nothing = { indices: [], values: [] };
    for (let t = 0; t < rows; t += 1) model.addCol(0, 0, t === 0 && !peakFromZero ? 0 : free, nothing);
    for (let t = 0; t < rows; t += 1) model.addCol(isRatio ? 1 : 0, 0, free, nothing);
    model.addCol(0, -free, free, nothing);
    model.addCol(1, isRatio ? 0 : -free, free, nothing);
    this.#columns = 2 * rows + 2;
    // z >= theta + mean of s.
    model.addRow(0, free, { indices: [this.#theta, this.#theta + 1], values: [-1, 1] });
    for (let t = 0; t < rows; t += 1) {
      const before = t === 0 ? [] : [t - 1];
      model.addRow(0, free, { indices: [...before, t, rows + t], values: [...before.map(() => 1), -1, 1] });
    }
    if (!isRatio) {
      const rises = Array.from({ length: rows }, (_, t) => rows + t);
      model.addRow(1, 1, { indices: rises, values: rises.map(() => 1) });
    }
  }

  /** s >= charged total - theta. */
  take(column: number): void {
    const { matrix, of, size } = this.#task;
    const cells = matrix.rows.map((row) => {
      const x = row[column] as number;
      return Number.isNaN(x) ? 0 : x / this.#unit;
    });
    this.#model.addCol(0, 0, Number.POSITIVE_INFINITY, { indices: [0], values: [-1 / size] });
    const s = this.#columns;
    this.#columns += 1;
    const indices = [this.#theta, s];
    const values = [1, 1];
    for (const [t, x] of cells.entries()) {
      if (x === 0) continue;
      indices.push(t);
      values.push(-x);
    }
    const total = of === "ratio" ? cells.reduce((sum, x) => sum + x, 0) : 0;
    this.#model.addRow(total, Number.POSITIVE_INFINITY, { indices, values });
  }

  /** Prices for the strategies taken, and the bound that they have there; undefined when the solver has none. */
  solve(): { readonly prices: Float64Array; readonly value: number } | undefined {
    const model = this.#model;
    model.run();
    const { colValue } = model.getSolution();
    const rows = this.#task.matrix.observations;
    const prices = Float64Array.from({ length: rows }, (_, t) => Math.max(0, colValue[t] ?? 0));
    if (!this.#task.peakFromZero) prices[0] = 0;
    const value = model.getObjectiveValue() * (this.#task.of === "ratio" ? 1 : this.#unit);
    return Number.isFinite(value) && prices.every(Number.isFinite) ? { prices, value } : undefined;
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** Mean distance of the cells from 0. */
function typicalCell({ rows }: PnlMatrix): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    for (const x of row) {
      if (Number.isNaN(x)) continue;
      sum += Math.abs(x);
      count += 1;
    }
  }
  return sum > 0 ? sum / count : 1;
}
