import type { PnlMatrix } from "../../../electron/service/pnl-matrix.ts";
import { CounterRandom } from "../../../electron/service/sampling/counter-random.ts";

/** A table of independent normal cells; `skill` = Sharpe ratio a row of the first `skilled` columns. */
export function normalTable(
  observations: number,
  strategies: number,
  seed: number,
  { skilled = 0, skill = 0, scale = 1000 } = {},
): PnlMatrix {
  const random = new CounterRandom(seed);
  const rows = Array.from({ length: observations }, (_, t) =>
    Float64Array.from(
      { length: strategies },
      (_, i) => scale * (random.normal(77, t, i) + (i < skilled ? skill : 0)),
    ),
  );
  return { observations, strategies, rows };
}
