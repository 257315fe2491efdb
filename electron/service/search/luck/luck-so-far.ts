import type { SearchRace } from "../../../contract/search-result.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { CounterRandom } from "../../sampling/counter-random.ts";
import { deflatedSharpe, expectedMaximum, sharpeMoments } from "./sharpe.ts";

/** The deflated Sharpe ratio of a running search's best, cheap enough for every progress message. */
export class LuckSoFar {
  readonly #matrix: PnlMatrix;
  readonly #random: RandomPortfolios;
  readonly #variances = new Map<number, number>();

  constructor(matrix: PnlMatrix, seed: number) {
    this.#matrix = matrix;
    this.#random = new RandomPortfolios(matrix, seed);
  }

  /** Variance of the Sharpe ratio over random portfolios of `size`, worked out once. */
  variance(size: number): number {
    const known = this.#variances.get(size);
    if (known !== undefined) return known;
    const variance = this.#random.varianceOfSharpe(size);
    this.#variances.set(size, variance);
    return variance;
  }

  /** `members` ascending; `trials` = portfolios judged so far. */
  assess(members: readonly number[], trials: number): NonNullable<SearchRace["luck"]> {
    const moments = sharpeMoments(portfolioPnl(this.#matrix, members));
    const variance = this.variance(members.length);
    return {
      size: members.length,
      deflatedSharpe: deflatedSharpe(moments, trials, variance),
      sharpe: moments.sharpe,
      sharpeOfLuck: Math.sqrt(variance) * expectedMaximum(trials),
      trials,
    };
  }
}

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
  /** [portfolio][observation] P&L, members added in the order in which they were drawn; a missing cell counts as 0. */
  readonly #sums: Float64Array;

  constructor(matrix: PnlMatrix, seed: number) {
    this.#matrix = matrix;
    this.#random = new CounterRandom(seed);
    this.#sums = new Float64Array(portfolios * matrix.observations);
    this.#clear();
  }

  /** Sample variance (n - 1) of their Sharpe ratios per observation, at `size` columns. The same whatever was asked before. */
  varianceOfSharpe(size: number): number {
    const wanted = Math.min(size, this.#matrix.strategies);
    if (wanted < this.#size) this.#clear();
    if (wanted > this.#size) this.#grow(wanted - this.#size);
    const { observations } = this.#matrix;
    const sharpes = this.#members.map((_, k) => {
      const series = this.#sums.subarray(k * observations, (k + 1) * observations);
      return sharpeMoments(series).sharpe;
    });
    const mean = sharpes.reduce((a, b) => a + b, 0) / portfolios;
    return sharpes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (portfolios - 1);
  }

  #clear(): void {
    this.#size = 0;
    this.#draws.fill(0);
    this.#sums.fill(0);
    for (let k = 0; k < portfolios; k += 1) this.#members[k] = new Set();
  }

  /** Adds so many columns to every portfolio. */
  #grow(columns: number): void {
    this.#size += columns;
    const coming = new Uint32Array(portfolios * columns);
    for (const [k, members] of this.#members.entries()) {
      for (let c = 0; c < columns; c += 1) coming[k * columns + c] = this.#draw(members, k);
    }
    const { rows, observations } = this.#matrix;
    const sums = this.#sums;
    for (const [t, row] of rows.entries()) {
      for (let k = 0; k < portfolios; k += 1) {
        let sum = sums[k * observations + t] as number;
        for (let c = k * columns; c < (k + 1) * columns; c += 1) {
          const cell = row[coming[c] as number] as number;
          if (!Number.isNaN(cell)) sum += cell;
        }
        sums[k * observations + t] = sum;
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
