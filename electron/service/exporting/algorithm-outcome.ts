/** What one algorithm came to in a run. */
export interface AlgorithmOutcome {
  /** Code: "sa". */
  readonly algorithm: string;
  readonly fitness: number;
  /** Strategy indices, from 0 among the strategy columns. */
  readonly members: readonly number[];
  /** Portfolios scored. */
  readonly evaluations: number;
  /** Generations or iterations, as the algorithm counts them. */
  readonly iterations: number;
  readonly seconds: number;
  /** Sum, population standard deviation and their ratio per row of the member **sum**, as those reports had it. */
  readonly totalReturn: number;
  readonly volatility: number;
  readonly sharpe: number;
}

/** An algorithm that gave no portfolio. */
export interface FailedAlgorithm {
  readonly algorithm: string;
  readonly error: string;
}

/** Everything that the execution summary, the performance report and the workbook need. */
export interface ExecutionResult {
  /** YYYYMMDD_HHMMSS */
  readonly timestamp: string;
  readonly seconds: number;
  readonly outcomes: readonly AlgorithmOutcome[];
  readonly failed: readonly FailedAlgorithm[];
  readonly best: AlgorithmOutcome;
  /** The device that did the work, in words; null = processor only. */
  readonly device: { readonly name: string; readonly memoryMegabytes: number } | null;
}
