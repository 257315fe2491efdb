import type { InversionRule } from "../../../contract/view.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { atOnce, type Steps } from "../../turns.ts";
import { factsInSteps, type InversionFacts } from "./facts.ts";

/** One strategy whose sign was turned, with the figures of the legacy report. Currency. */
export interface Inversion {
  /** Index before the inversion. */
  readonly index: number;
  readonly name: string;
  /** Sum of the rows. */
  readonly originalRoi: number;
  readonly invertedRoi: number;
  /** The smallest single row; legacy calls it drawdown. */
  readonly originalWorst: number;
  readonly invertedWorst: number;
  /** Sum / |smallest row|, infinite when the smallest row is 0. */
  readonly originalRatio: number;
  readonly invertedRatio: number;
  readonly negativeRows: number;
}

export interface InversionOptions {
  readonly rule: InversionRule;
  /** The replaced system never examined the first strategy of a `Date,Day` file; true does the same. */
  readonly skipFirst?: boolean;
}

/** Strategies of a matrix that ULTA turns, in column order: for tables that are on no engine yet. */
export function findInversions(
  matrix: PnlMatrix,
  names: readonly string[],
  options: InversionOptions,
): Inversion[] {
  return atOnce(inversionsIn(matrix, names, options));
}

/** The same in pieces. */
export function* inversionsIn(
  matrix: PnlMatrix,
  names: readonly string[],
  options: InversionOptions,
): Steps<Inversion[]> {
  const facts = yield* factsInSteps(matrix);
  return yield* decidedIn(facts, matrix.observations, names, options);
}

/** Strategies that ULTA turns, in column order. `rows` is the number of observations that the facts are of. */
export const decideInversions = (...asked: Parameters<typeof decidedIn>): Inversion[] =>
  atOnce(decidedIn(...asked));

/** Strategies that are looked at before others are answered. */
const piece = 16_384;

function* decidedIn(
  facts: InversionFacts,
  rows: number,
  names: readonly string[],
  options: InversionOptions,
): Steps<Inversion[]> {
  const inversions: Inversion[] = [];
  for (let index = options.skipFirst ? 1 : 0; index < facts.sum.length; index += 1) {
    if (index % piece === 0) yield;
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
