/** The size that keeps a promise, and the chance that any size breaks it (docs/expectation.md). */
import type { CallContext } from "../context.ts";
import type { NativePaths } from "../engine/addon/believable.ts";
import { drawPaths } from "../engine/judgements.ts";
import type { BelievedSum } from "./believed.ts";

/** Paths of the next rows: the chance of 5 % is known to 0.2 %. */
export const pathCount = 10_000;

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

/** Paths of the series' next rows: the honest size of it, and the chance that it breaks the limit as it is. */
export async function pathsOf(
  facts: PathFacts,
  limit: LimitInForce,
  call: CallContext,
): Promise<Pick<NativePaths, "honestSize"> & { readonly chance: number }> {
  const { series, expected, block, seed, threads } = facts;
  if (!(facts.sum.recorded > 0)) return { honestSize: 0, chance: 0 };
  const { honestSize, chances } = await drawPaths(
    {
      series,
      expected,
      estimatedRows: series.length,
      volatilityFactor: volatilityFactor(facts),
      block,
      horizon: limit.horizon,
      paths: pathCount,
      seed: BigInt(seed),
      threads,
      limit: limit.amount,
      chance: limit.chance,
      sizes: Float64Array.of(1),
    },
    call,
  );
  return { honestSize, chance: chances[0] as number };
}
