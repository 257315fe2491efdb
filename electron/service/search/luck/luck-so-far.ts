import type { SearchRace } from "../../../contract/search-result.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { deflatedSharpe, expectedMaximum } from "./deflated-sharpe.ts";
import { RandomPortfolios } from "./random-portfolios.ts";
import { sharpeMoments } from "./sharpe-moments.ts";

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
