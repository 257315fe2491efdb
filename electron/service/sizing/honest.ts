/** The size that keeps a promise, and the chance that any size breaks it (docs/expectation.md). */
import type { CallContext } from "../context.ts";
import { drawPaths } from "../engine/judgements.ts";
import type { BelievedSum } from "./believed.ts";

/** Most and fewest paths: with the most, a chance of 5 % is known to 0.2 %, with the fewest to 0.5 %. */
const paths = { most: 10_000, fewest: 2_000, rows: 10_000_000 } as const;

/** Paths that are drawn of so many rows: fewer where they are long. */
export const pathCount = (horizon: number): number =>
  Math.min(paths.most, Math.max(paths.fewest, Math.floor(paths.rows / horizon)));

/** A limit on falls with nothing left to settings. */
export interface LimitInForce {
  /** Currency. */
  readonly amount: number;
  readonly chance: number;
  /** Rows. */
  readonly horizon: number;
}

export interface PathFacts {
  /** Recorded rows of the portfolio in time order, currency. */
  readonly series: Float64Array;
  readonly sum: BelievedSum;
  /** E, a row. */
  readonly expected: number;
  /** Volatility of held-out rows over that in sample, where it is known. */
  readonly deviationRatio: number | null;
  readonly block: number;
  readonly seed: number;
  readonly threads: number;
}

/** m: what volatility to expect over the recorded one; recorded volatility of a chosen portfolio is too low. */
export function volatilityFactor({ sum, deviationRatio }: Pick<PathFacts, "sum" | "deviationRatio">): number {
  if (!(sum.recorded > 0)) return 1;
  return Math.max(1, sum.deviation / sum.recorded, deviationRatio ?? 1);
}

/** Falls of paths of a portfolio's next rows at one size of it. */
export interface Falls {
  /** The deepest fall of every path, ascending, currency; none where the portfolio does not vary. */
  readonly drawdowns: Float64Array;
  /** The largest multiple of the size that keeps the limit; 0 where nothing says how large it may be. */
  readonly honestSize: number;
}

export async function drawFalls(facts: PathFacts, limit: LimitInForce, call: CallContext): Promise<Falls> {
  const { series, expected, block, seed, threads } = facts;
  if (!(facts.sum.recorded > 0)) return { drawdowns: new Float64Array(), honestSize: 0 };
  const { drawdowns, honestSize } = await drawPaths(
    {
      series,
      expected,
      estimatedRows: series.length,
      volatilityFactor: volatilityFactor(facts),
      block,
      horizon: limit.horizon,
      paths: pathCount(limit.horizon),
      seed: BigInt(seed),
      threads,
      limit: limit.amount,
      chance: limit.chance,
      sizes: new Float64Array(),
    },
    call,
  );
  // Where no path falls nothing limits the size, and nothing is known of its risk.
  return { drawdowns, honestSize: Number.isFinite(honestSize) ? honestSize : 0 };
}

/** Share of the paths that fall by more than `limit` at this multiple of the size. */
export function chanceOfFall(
  { drawdowns }: Pick<Falls, "drawdowns">,
  limit: number,
  multiple: number,
): number {
  if (drawdowns.length === 0) return 0;
  let [low, high] = [0, drawdowns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    // A multiple that was chosen to just keep the limit keeps it, whatever the rounding.
    if ((drawdowns[middle] as number) * multiple > limit * (1 + 1e-12)) high = middle;
    else low = middle + 1;
  }
  return (drawdowns.length - low) / drawdowns.length;
}
