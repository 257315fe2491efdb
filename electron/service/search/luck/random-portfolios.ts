import type { PnlMatrix } from "../../pnl-matrix.ts";
import { CounterRandom } from "../../sampling/counter-random.ts";
import { sharpeMoments } from "./sharpe-moments.ts";

const portfolios = 500;
/** Use of the random numbers of this seed, unlike any of the sample generator's. */
const use = 1000;

/**
 * 500 portfolios drawn at random, each size of one being the size before and another column. A search asks for one size after the
 * other while its runs wait: growing costs a column where drawing anew costs them all.
 */
export class RandomPortfolios {
  readonly #matrix: PnlMatrix;
  readonly #random: CounterRandom;
  #size = 0;
  readonly #members: Set<number>[] = [];
  readonly #draws = new Uint32Array(portfolios);
  /** [portfolio][observation] P&L, members in the order in which they were drawn; a missing cell counts as 0. */
  readonly #sums: Float64Array[] = [];

  constructor(matrix: PnlMatrix, seed: number) {
    this.#matrix = matrix;
    this.#random = new CounterRandom(seed);
    this.#clear();
  }

  /** Sample variance (n - 1) of their Sharpe ratios per observation, at `size` columns. The same whatever was asked before. */
  varianceOfSharpe(size: number): number {
    const wanted = Math.min(size, this.#matrix.strategies);
    if (wanted < this.#size) this.#clear();
    while (this.#size < wanted) this.#grow();
    const sharpes = this.#sums.map((sums) => sharpeMoments(sums).sharpe);
    const mean = sharpes.reduce((a, b) => a + b, 0) / portfolios;
    return sharpes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (portfolios - 1);
  }

  #clear(): void {
    this.#size = 0;
    this.#draws.fill(0);
    for (let k = 0; k < portfolios; k += 1) {
      this.#members[k] = new Set();
      this.#sums[k] = new Float64Array(this.#matrix.observations);
    }
  }

  #grow(): void {
    this.#size += 1;
    const coming = this.#members.map((members, k) => this.#draw(members, k));
    for (const [t, row] of this.#matrix.rows.entries()) {
      for (let k = 0; k < portfolios; k += 1) {
        const cell = row[coming[k] as number] as number;
        const sums = this.#sums[k] as Float64Array;
        if (!Number.isNaN(cell)) sums[t] = (sums[t] as number) + cell;
      }
    }
  }

  /** A column that portfolio k does not have yet. */
  #draw(members: Set<number>, k: number): number {
    for (;;) {
      const draw = this.#draws[k] as number;
      this.#draws[k] = draw + 1;
      const column = this.#random.integer(use, k, draw, this.#matrix.strategies);
      if (members.has(column)) continue;
      members.add(column);
      return column;
    }
  }
}
