import { Problem } from "../../../contract/problem.ts";
import type { FoundPortfolio } from "../../../contract/search-result.ts";
import { unitColumns } from "../../analysis/correlation/columns.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import type { ResolvedConstraints } from "./resolve.ts";

/**
 * Throws Problem "not-found", naming the limits that are not kept and by how much, when even the best portfolio of a
 * search exceeds one. `matrix` is what correlations are taken from.
 */
export function checkLimits(best: FoundPortfolio, constraints: ResolvedConstraints, matrix: PnlMatrix): void {
  if (best.violation <= 0) return;
  const { maxDrawdown, maxPairCorrelation } = constraints;
  const broken: string[] = [];
  if (maxDrawdown > 0 && best.max_drawdown > maxDrawdown) {
    broken.push(`maxDrawdown: ${best.max_drawdown.toPrecision(6)}, allowed is ${maxDrawdown}`);
  }
  const highest = highestCorrelation(best.columns, matrix);
  if (highest > maxPairCorrelation) {
    broken.push(`maxPairCorrelation: ${highest.toPrecision(6)}, allowed is ${maxPairCorrelation}`);
  }
  throw new Problem("not-found", "No portfolio was found that keeps the limits.", {
    remedy: `The nearest, of ${best.size}, has ${broken.join("; ")}. Loosen the limit, or give a larger budget.`,
  });
}

function highestCorrelation(columns: readonly number[], matrix: PnlMatrix): number {
  const cells = unitColumns(matrix, columns);
  let highest = -1;
  for (const [k, a] of cells.entries()) {
    for (const b of cells.slice(0, k)) {
      highest = Math.max(
        highest,
        a.reduce((sum, cell, t) => sum + cell * (b[t] as number), 0),
      );
    }
  }
  return highest;
}
