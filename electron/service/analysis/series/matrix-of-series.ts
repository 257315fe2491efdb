import type { PnlMatrix } from "../../pnl-matrix.ts";

/** Lays series of equal length side by side as the columns of a matrix, so that the engine can measure them. */
export function matrixOfSeries(series: readonly Float64Array[]): PnlMatrix {
  const observations = series[0]?.length ?? 0;
  const rows = Array.from({ length: observations }, (_, t) =>
    Float64Array.from(series, (one) => one[t] as number),
  );
  return { observations, strategies: series.length, rows };
}
