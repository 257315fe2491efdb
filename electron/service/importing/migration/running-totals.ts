/**
 * Sum and drawdown of many strategies, a row at a time, as the replaced system defines them: the equity is the running
 * sum in currency, its peak starts at the first value, the drawdown is the largest distance below the peak.
 */
export class RunningTotals {
  readonly sum: Float64Array;
  readonly drawdown: Float64Array;
  private readonly peak: Float64Array;
  private rows = 0;

  constructor(strategies: number) {
    this.sum = new Float64Array(strategies);
    this.drawdown = new Float64Array(strategies);
    this.peak = new Float64Array(strategies);
  }

  /** `at(i)` is the P&L of strategy i in this row. */
  add(at: (index: number) => number): void {
    const { sum, drawdown, peak } = this;
    for (let index = 0; index < sum.length; index++) {
      const equity = (sum[index] as number) + at(index);
      sum[index] = equity;
      if (this.rows === 0 || equity > (peak[index] as number)) peak[index] = equity;
      const below = (peak[index] as number) - equity;
      if (below > (drawdown[index] as number)) drawdown[index] = below;
    }
    this.rows++;
  }
}
