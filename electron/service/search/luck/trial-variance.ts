import { portfolioPnl } from "../../analysis/series/portfolio-pnl.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { CounterRandom } from "../../sampling/counter-random.ts";
import { sharpeMoments } from "./sharpe-moments.ts";

const portfolios = 500;
/** Use of the random numbers of this seed, unlike any of the sample generator's. */
const use = 1000;

/** Sample variance (n - 1) of the Sharpe ratio per observation over random portfolios of `size` columns. */
export function trialVariance(matrix: PnlMatrix, size: number, seed: number): number {
  const random = new CounterRandom(seed);
  const sharpes = Array.from({ length: portfolios }, (_, k) => {
    const members = new Set<number>();
    for (let draw = 0; members.size < Math.min(size, matrix.strategies); draw += 1) {
      members.add(random.integer(use, k, draw, matrix.strategies));
    }
    return sharpeMoments(
      portfolioPnl(
        matrix,
        [...members].sort((a, b) => a - b),
      ),
    ).sharpe;
  });
  const mean = sharpes.reduce((a, b) => a + b, 0) / portfolios;
  return sharpes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (portfolios - 1);
}
