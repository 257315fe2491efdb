import type { LegacyReportMetrics } from "../analysis/metrics/legacy-report.ts";

/** The best portfolio of one size. */
export interface LegacyPortfolio {
  /** Algorithm code in capitals: "SA". */
  readonly method: string;
  readonly fitness: number;
  readonly metrics: LegacyReportMetrics;
  /** Names as they are printed, file prefix included, in the order of selection. */
  readonly strategies: readonly string[];
}
