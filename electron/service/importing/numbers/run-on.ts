// Whether cells run on from row to row, as prices and running totals do and P&L does not, by von Neumann's ratio: the squared
// differences of neighbours over the squared distances from the mean. It is about 2 for rows that do not depend on each other,
// with a standard error of 2 / sqrt(rows), and near 0 for what moves on from where it was.

/** Rows below which nothing is said of how cells go on. */
export const fewRows = 5;

/** Share of a column's cells that are not 0, and share of a table's columns: P&L is often 0, a total hardly ever. */
export const mostlyFilled = 0.8;

/** NaN for what never changes. */
export function runOnRatio(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const steps = values.slice(1).map((value, index) => value - (values[index] as number));
  return steps.reduce((sum, value) => sum + value * value, 0) / spread;
}

/** Of a column of which the sums are known: of its cells, their squares, and the squares of their differences. */
export const runOnRatioOf = (rows: number, sum: number, square: number, step: number): number =>
  step / (square - sum ** 2 / rows);

/** The ratio below which one column runs on: so many standard errors from what independent rows have, and never above 0.5. */
export const runsOnBelow = (rows: number, errors: number): number =>
  Math.min(0.5, 2 - (errors * 2) / Math.sqrt(rows));

/**
 * The middle one of the ratios of a table's full columns; that of independent rows where these are too few of all `columns` to
 * say something of the table.
 */
export function middleRatio(ratios: readonly number[], columns: number): number {
  const sorted = ratios.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.length < columns * mostlyFilled ? 2 : (sorted[Math.floor(sorted.length / 2)] ?? 2);
}
