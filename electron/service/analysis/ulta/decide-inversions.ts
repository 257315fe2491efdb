import type { InversionRule } from "../../../contract/view.ts";
import type { Inversion } from "./inversion.ts";
import type { InversionFacts } from "./inversion-facts.ts";
import type { InversionOptions } from "./inversion-options.ts";

/** Strategies that ULTA turns, in column order. `rows` is the number of observations that the facts are of. */
export function decideInversions(
  facts: InversionFacts,
  rows: number,
  names: readonly string[],
  options: InversionOptions,
): Inversion[] {
  const inversions: Inversion[] = [];
  for (let index = options.skipFirst ? 1 : 0; index < facts.sum.length; index += 1) {
    const roi = facts.sum[index] as number;
    const negativeRows = facts.negativeRows[index] as number;
    if (!(roi < 0) || !majorityHolds(options.rule, negativeRows, rows)) continue;
    const originalWorst = facts.smallest[index] as number;
    const invertedWorst = -(facts.largest[index] as number);
    inversions.push({
      index,
      name: names[index] ?? "",
      originalRoi: roi,
      invertedRoi: -roi,
      originalWorst,
      invertedWorst,
      originalRatio: ratio(roi, originalWorst),
      invertedRatio: ratio(-roi, invertedWorst),
      negativeRows,
    });
  }
  return inversions;
}

function majorityHolds(rule: InversionRule, negativeRows: number, rows: number): boolean {
  if (rule.kind !== "majority") return rule.kind === "sum";
  return negativeRows >= rule.minNegativeRows && negativeRows / rows >= rule.negativeShare;
}

function ratio(sum: number, worst: number): number {
  return worst === 0 ? Number.POSITIVE_INFINITY : sum / Math.abs(worst);
}
