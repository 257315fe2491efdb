/** What would have been earned: the whole selection made again and again on the past, and judged on the rows that follow. */
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { Lanes } from "../lanes.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import { rankOf } from "./ranks.ts";
import { rowsBetween, type Sample } from "./resampling.ts";

/** Steps of the walk: the rows after the first half in so many parts. */
const steps = 5;

/** A step: chosen on rows 0 to `seen`, judged on rows `from` to `to` (exclusive). */
export interface WalkStep {
  readonly seen: number;
  readonly from: number;
  readonly to: number;
}

/** Expanding window, first half seen; `gap` rows between what is seen and what is judged. Empty when rows are too few. */
export function walkSteps(rows: number, gap: number): WalkStep[] {
  const first = Math.ceil(rows / 2);
  const left = rows - first;
  if (left < steps || first - gap < 3) return [];
  return Array.from({ length: steps }, (_, k) => {
    const from = first + Math.floor((k * left) / steps);
    return { seen: from - gap, from, to: first + Math.floor(((k + 1) * left) / steps) };
  });
}

/** Fewest rows out of sample that anything is said of. */
const leastOutOfSample = 10;

/** Rows that a walk judges. */
export const rowsJudged = (walk: readonly WalkStep[]): number =>
  walk.reduce((sum, { from, to }) => sum + to - from, 0);

/** Whether a walk judges enough rows to give figures of them. */
export const isLongEnough = (walk: readonly WalkStep[]): boolean => rowsJudged(walk) >= leastOutOfSample;

/**
 * The members chosen at every step, and the rows that follow each joined to one series (mean of the members). Later steps see
 * more and take longer: they are asked for first. `stepped` hears of the series of the steps that are done, in their order,
 * after each.
 */
export async function walkForward(
  matrix: PnlMatrix,
  walk: readonly WalkStep[],
  lanes: Lanes,
  choose: (past: Sample) => Promise<readonly number[]>,
  stepped: (parts: readonly Float64Array[]) => void = () => undefined,
): Promise<{ readonly members: readonly (readonly number[])[]; readonly pnl: Float64Array }> {
  const found: (Float64Array | undefined)[] = walk.map(() => undefined);
  const done = () => found.filter((part) => part !== undefined);
  const asked = [...walk.entries()].reverse().map(([k, { seen, from, to }]) =>
    lanes.run(
      () => rankOf.past,
      async () => {
        const chosen = await choose(rowsBetween(0, seen));
        found[k] = portfolioPnl(matrix, chosen).subarray(from, to);
        stepped(done());
        return chosen;
      },
    ),
  );
  return {
    members: (await Promise.all(asked)).reverse(),
    pnl: Float64Array.from(done().flatMap((part) => Array.from(part))),
  };
}
