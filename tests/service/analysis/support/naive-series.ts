/** Second, independent implementation of the legacy definitions: plain loops over one series. */

export interface NaiveLegacy {
  readonly roi: number;
  readonly maxDrawdown: number;
  readonly ratio: number;
  readonly winPercentage: number;
  readonly profitFactor: number;
  readonly expectancy: number;
  readonly annualizedReturn: number;
  readonly sharpe: number;
  readonly sortino: number;
}

export function naiveLegacy(series: readonly number[]): NaiveLegacy {
  const days = series.length;
  const wins = series.filter((x) => x > 0);
  const losses = series.filter((x) => x < 0);
  const roi = sum(series);
  let equity = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let maxDrawdown = 0;
  for (const x of series) {
    equity += x;
    peak = Math.max(peak, equity);
    maxDrawdown = Math.max(maxDrawdown, peak - equity);
  }
  const w = wins.length / days;
  const gain = sum(wins);
  const loss = -sum(losses);
  const annualizedReturn = (roi * 252) / days;
  const constant = series.every((x) => x === series[0]);
  const std = constant ? 0 : populationStd(series);
  const sameLoss = losses.every((x) => x === losses[0]);
  const downside = sameLoss ? 0 : populationStd(losses);
  return {
    roi,
    maxDrawdown,
    ratio: maxDrawdown > 1e-6 ? roi / maxDrawdown : roi > 0 ? roi * 100 : roi < 0 ? roi * 10 : 0,
    winPercentage: w,
    profitFactor: loss > 0 ? gain / loss : Number.POSITIVE_INFINITY,
    expectancy: w * (gain / wins.length || 0) - (1 - w) * (loss / losses.length || 0),
    annualizedReturn,
    sharpe: std === 0 ? 0 : annualizedReturn / (std * Math.sqrt(252)),
    sortino: losses.length === 0 ? 0 : annualizedReturn / (downside * Math.sqrt(252)),
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function populationStd(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((x) => (x - mean) ** 2)) / values.length);
}
