/** Figures of a best portfolio as the legacy report has them. Currency; win percentage is a fraction. */
export interface LegacyReportMetrics {
  readonly totalRoi: number;
  readonly maxDrawdown: number;
  readonly winPercentage: number;
  readonly profitFactor: number;
  readonly expectancy: number;
  readonly sharpeRatio: number;
  readonly sortinoRatio: number;
  readonly annualizedReturn: number;
}
