import { madeInSteps, type PnlMatrix, type StrategyTable } from "../../pnl-matrix.ts";
import { atOnce, type Steps } from "../../turns.ts";
import type { Inversion } from "./decide.ts";

/** Strategies that are named before others are answered. */
const piece = 16_384;

export interface InvertedTable extends StrategyTable {
  /** Index of each column in the table before the inversion. */
  readonly source: Uint32Array;
}

/**
 * The table after ULTA: inverted strategies leave their place and follow at the right end as `<name>_inv`, in
 * encounter order, so indices of later strategies shift. Copies the matrix.
 */
export function applyInversions(table: StrategyTable, inversions: readonly Inversion[]): InvertedTable {
  return atOnce(invertedIn(table, inversions));
}

/** The same in pieces. */
export function* invertedIn(table: StrategyTable, inversions: readonly Inversion[]): Steps<InvertedTable> {
  const n = table.matrix.strategies;
  const turned = new Uint8Array(n);
  for (const one of inversions) turned[one.index] = 1;

  const source = new Uint32Array(n);
  let place = 0;
  for (let i = 0; i < n; i += 1) if (!turned[i]) source[place++] = i;
  const keptCount = place;
  for (const one of inversions) source[place++] = one.index;

  const names: string[] = [];
  for (const [at, index] of source.entries()) {
    if (at % piece === 0) yield;
    const name = table.strategies[index] ?? "";
    names.push(at < keptCount ? name : `${name}_inv`);
  }
  yield;
  return { source, strategies: names, matrix: yield* turnColumns(table.matrix, source, keptCount) };
}

function turnColumns(matrix: PnlMatrix, source: Uint32Array, keptCount: number): Steps<PnlMatrix> {
  return madeInSteps(matrix, matrix.observations, matrix.strategies, (t) => {
    const row = matrix.rows[t] as Float64Array;
    const out = new Float64Array(source.length);
    for (let at = 0; at < source.length; at += 1) {
      const value = row[source[at] as number] as number;
      out[at] = at < keptCount ? value : -value;
    }
    return out;
  });
}
