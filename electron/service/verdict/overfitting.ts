/**
 * How often the way to choose, not what it chose, is worse than chance: searched in one half of the rows, judged in the
 * other. Over the final candidates, all chosen on all rows, the same figure is upside down: lower on noise than with skill.
 */
import type { Overfitting } from "../../contract/verdict.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { Lanes } from "../lanes.ts";
import { allPlaces } from "../pnl-matrix.ts";
import { CounterRandom } from "../sampling/counter-random.ts";
import { subsets } from "../search/enumerate.ts";
import { rankOf } from "./ranks.ts";
import type { Selection } from "./selection.ts";
import { sharpeMoments } from "./sharpe.ts";

/** Parts of the rows; every half of them is searched once. */
const parts = 6;
/** Random portfolios of a split, and the use of the random numbers of a seed. */
const others = 200;
const use = 1120;

/** Rows of each combinatorially symmetric split: those that are searched, and those that judge. */
export function symmetricSplits(
  rows: number,
): { readonly seen: Uint32Array; readonly judged: Uint32Array }[] {
  const rowsOf = (wanted: (part: number) => boolean) =>
    allPlaces(rows).filter((t) => wanted(Math.floor((t * parts) / rows)));
  return Array.from(subsets(parts, parts / 2), (chosen) => {
    const inside = new Set(chosen);
    return { seen: rowsOf((part) => inside.has(part)), judged: rowsOf((part) => !inside.has(part)) };
  });
}

/**
 * Probability of backtest overfitting (Bailey, Borwein, Lopez de Prado and Zhu, "The probability of backtest overfitting",
 * 2017) of a selection: share of the splits in which its Sharpe ratio on the other half is below that of the median random
 * portfolio of as many members.
 */
export async function overfittingOf(
  view: AnalysisView,
  select: Selection,
  { seed, lanes }: { readonly seed: number; readonly lanes: Lanes },
  call: CallContext,
): Promise<Overfitting> {
  const splits = symmetricSplits(view.matrix.observations);
  const random = new CounterRandom(seed);
  const isBelow = async (k: number, { seen, judged }: (typeof splits)[number]): Promise<boolean> => {
    call.signal.throwIfAborted();
    const { members } = await select(view, { rows: seen }, call);
    const earned = (columns: readonly number[]) => {
      const pnl = portfolioPnl(view.matrix, columns);
      return sharpeMoments(Float64Array.from(judged, (t) => pnl[t] as number)).sharpe;
    };
    const chance = Float64Array.from({ length: others }, (_, j) =>
      earned(randomMembers(random, k * others + j, members.length, view.matrix.strategies)),
    ).sort();
    return earned(members) < (chance[others >> 1] as number);
  };
  const asked = splits.map((split, k) =>
    lanes.run(
      () => rankOf.half,
      () => isBelow(k, split),
    ),
  );
  const below = (await Promise.all(asked)).filter(Boolean).length;
  return { probability: below / splits.length, below, splits: splits.length };
}

/** Different columns, as many as wanted or as there are. */
export function randomMembers(
  random: CounterRandom,
  draw: number,
  size: number,
  strategies: number,
): number[] {
  const chosen = new Set<number>();
  const wanted = Math.min(size, strategies);
  for (let k = 0; chosen.size < wanted; k += 1) chosen.add(random.integer(use, draw, k, strategies));
  return [...chosen];
}
