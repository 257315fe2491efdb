import type { PairMethod } from "../../../contract/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { ranks } from "../correlation/ranks.ts";
import type { AnalysisView } from "./analysis-view.ts";

/** The view with the rows that make Pearson's correlation of all pairs the method's. For correlations only, P&L is lost. */
export function forPairMethod(view: AnalysisView, method: PairMethod): AnalysisView {
  if (method === "pearson") return view;
  const { correlationSource, correlationObservations, ...others } = view;
  const from = correlationSource ?? view.matrix;
  const observations = correlationObservations ?? view.observations;
  if (method === "spearman") return { ...others, matrix: ranked(from), observations };
  const kept = losing(from);
  return {
    ...others,
    matrix: { ...from, observations: kept.length, rows: kept.map((t) => from.rows[t] as Float64Array) },
    observations: kept.map((t) => observations[t] as Observation),
  };
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

/** Rows of the matrix whose mean is a loss. */
function losing(matrix: PnlMatrix): number[] {
  const rows = Array.from(matrix.rows.keys()).filter(
    (t) => (matrix.rows[t] as Float64Array).reduce((sum, value) => sum + (value || 0), 0) < 0,
  );
  if (rows.length < 2)
    throw new Problem("bad-request", `Only ${rows.length} of the observations lose on average.`, {
      remedy: "Choose more observations, or another method.",
    });
  return rows;
}
