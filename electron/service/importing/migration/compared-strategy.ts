import type { RunningTotals } from "./running-totals.ts";

/** Totals of one strategy in the old file and in the dataset. */
export interface ComparedStrategy {
  readonly file: string;
  readonly strategy: string;
  readonly roiBefore: number;
  readonly roiAfter: number;
  readonly drawdownBefore: number;
  readonly drawdownAfter: number;
  readonly agrees: boolean;
}

/** Relative to the larger of the two values and one unit of currency. */
const tolerance = 1e-9;

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

export function compareTotals(
  file: string,
  names: readonly string[],
  before: RunningTotals,
  after: RunningTotals,
): ComparedStrategy[] {
  return names.map((strategy, index) => {
    const roiBefore = before.sum[index] as number;
    const roiAfter = after.sum[index] as number;
    const drawdownBefore = before.drawdown[index] as number;
    const drawdownAfter = after.drawdown[index] as number;
    const agrees = agree(roiBefore, roiAfter) && agree(drawdownBefore, drawdownAfter);
    return { file, strategy, roiBefore, roiAfter, drawdownBefore, drawdownAfter, agrees };
  });
}
