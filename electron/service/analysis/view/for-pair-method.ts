import type { PairMethod } from "../../../contract/pair-method.ts";
import { Problem } from "../../../contract/problem.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { ranks } from "../correlation/ranks.ts";
import type { AnalysisView } from "./analysis-view.ts";

/** The view with the rows that make Pearson's correlation of all pairs the method's. For correlations only, P&L is lost. */
export function forPairMethod(view: AnalysisView, method: PairMethod): AnalysisView {
  if (method === "pearson") return view;
  const from = view.correlationSource ?? view.matrix;
  const matrix = method === "spearman" ? ranked(from) : losing(from);
  const { correlationSource: _, ...others } = view;
  // Only rows of the matrix itself have an observation each.
  const isWhole = matrix.observations === view.observations.length;
  return { ...others, matrix, observations: isWhole ? view.observations : [] };
}

function ranked(matrix: PnlMatrix): PnlMatrix {
  const { observations, strategies } = matrix;
  const rows = Array.from({ length: observations }, () => new Float64Array(strategies));
  const series = new Float64Array(observations);
  for (let strategy = 0; strategy < strategies; strategy++) {
    matrix.rows.forEach((row, t) => {
      series[t] = row[strategy] as number;
    });
    ranks(series).forEach((rank, t) => {
      (rows[t] as Float64Array)[strategy] = rank;
    });
  }
  return { observations, strategies, rows };
}

function losing(matrix: PnlMatrix): PnlMatrix {
  const rows = matrix.rows.filter((row) => row.reduce((sum, value) => sum + (value || 0), 0) < 0);
  if (rows.length < 2)
    throw new Problem("bad-request", `Only ${rows.length} of the observations lose on average.`, {
      remedy: "Choose more observations, or another method.",
    });
  return { observations: rows.length, strategies: matrix.strategies, rows };
}
