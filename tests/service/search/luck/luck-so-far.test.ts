import { describe, expect, it } from "vitest";
import { portfolioPnl } from "../../../../electron/service/analysis/series/portfolio.ts";
import type { PnlMatrix } from "../../../../electron/service/pnl-matrix.ts";
import { CounterRandom } from "../../../../electron/service/sampling/counter-random.ts";
import { RandomPortfolios } from "../../../../electron/service/search/luck/luck-so-far.ts";
import { sharpeMoments } from "../../../../electron/service/search/luck/sharpe.ts";

const [observations, strategies, seed] = [40, 60, 11];
const noise = new CounterRandom(5);
const matrix: PnlMatrix = {
  observations,
  strategies,
  rows: Array.from({ length: observations }, (_, t) =>
    Float64Array.from({ length: strategies }, (__, i) =>
      (t + i) % 17 === 0 ? Number.NaN : 3 + 10 * noise.normal(1, t, i),
    ),
  ),
};

/** As it is defined: 500 portfolios, each of the first `size` different columns that are drawn for it. */
function varianceByDefinition(size: number): number {
  const random = new CounterRandom(seed);
  const sharpes: number[] = [];
  for (let k = 0; k < 500; k += 1) {
    const members = new Set<number>();
    for (let draw = 0; members.size < size; draw += 1) members.add(random.integer(1000, k, draw, strategies));
    sharpes.push(sharpeMoments(portfolioPnl(matrix, [...members])).sharpe);
  }
  const mean = sharpes.reduce((a, b) => a + b, 0) / 500;
  return sharpes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 499;
}

describe("the Sharpe ratios of random portfolios", () => {
  it("vary as those of portfolios drawn one by one", () => {
    const random = new RandomPortfolios(matrix, seed);
    for (const size of [1, 2, 7, 35, 59]) {
      const expected = varianceByDefinition(size);
      expect(expected).toBeGreaterThan(0);
      expect(Math.abs(random.varianceOfSharpe(size) / expected - 1)).toBeLessThan(1e-9);
    }
  });

  it("do not depend on the sizes asked for before", () => {
    const direct = new RandomPortfolios(matrix, seed).varianceOfSharpe(20);
    const grown = new RandomPortfolios(matrix, seed);
    for (const size of [3, 12, 19]) grown.varianceOfSharpe(size);
    expect(grown.varianceOfSharpe(20)).toBe(direct);
    grown.varianceOfSharpe(50);
    expect(grown.varianceOfSharpe(20)).toBe(direct);
  });

  it("are hardly apart where every portfolio is the whole table", () => {
    const whole = new RandomPortfolios(matrix, seed);
    expect(whole.varianceOfSharpe(strategies)).toBeLessThan(1e-20);
    expect(whole.varianceOfSharpe(strategies + 5)).toBe(whole.varianceOfSharpe(strategies));
  });
});
