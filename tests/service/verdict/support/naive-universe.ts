import type { UniverseLuck } from "../../../../electron/contract/verdict.ts";
import type { PnlMatrix } from "../../../../electron/service/pnl-matrix.ts";
import { type Dependence, drawnCounts } from "../../../../electron/service/verdict/resampling.ts";
import { CentredBootstrap, centredTable, TileSums } from "./centred-bootstrap.ts";
import { PooledNoise } from "./pooled-noise.ts";

/** The test of the universe in JavaScript: whole tables of noise, and each sample over the rows that are in it. */
export async function naiveUniverse(
  matrix: PnlMatrix,
  { size: wanted, seed, block, persistence }: Dependence & { readonly size: number; readonly seed: number },
): Promise<UniverseLuck> {
  const size = Math.min(wanted, matrix.strategies);
  const table = centredTable(matrix, persistence);
  const bootstrap = new CentredBootstrap(matrix.observations, persistence, size);
  const { stretches, together } = bootstrap;
  const resampled = (sums: TileSums, from: number, count: number): Float64Array =>
    bootstrap.resampledStatistics(
      sums,
      Array.from({ length: count }, (_, k) =>
        drawnCounts(seed, from + k, stretches, Math.ceil(block / together)),
      ),
    );
  const sums = new TileSums(table.rows, together);
  const statistic = bootstrap.statisticOf(sums, table.mean);
  const found = resampled(sums, 0, 499);
  const noise = new PooledNoise(table, seed);
  let missed = 0;
  for (let k = 0; k < 20; k += 1) {
    const truth = noise.table(k);
    const known = new TileSums(truth.rows, together);
    missed += bootstrap.statisticOf(known, truth.mean) / 20;
    missed -= resampled(known, 499 + k * 4, 4).reduce((sum, one) => sum + one, 0) / 80;
  }
  return {
    p: (1 + found.filter((other) => other + missed >= statistic).length) / 500,
    statistic,
    expectedByLuck: found.reduce((sum, one) => sum + one, 0) / 499 + missed,
    size,
  };
}
