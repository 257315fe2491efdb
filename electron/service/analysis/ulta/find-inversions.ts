import type { PnlMatrix } from "../../pnl-matrix.ts";
import { decideInversions } from "./decide-inversions.ts";
import { factsOfMatrix } from "./facts-of-matrix.ts";
import type { Inversion } from "./inversion.ts";
import type { InversionOptions } from "./inversion-options.ts";

/** Strategies of a matrix that ULTA turns, in column order: for tables that are on no engine yet. */
export function findInversions(
  matrix: PnlMatrix,
  names: readonly string[],
  options: InversionOptions,
): Inversion[] {
  return decideInversions(factsOfMatrix(matrix), matrix.observations, names, options);
}
