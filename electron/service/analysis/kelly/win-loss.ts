/** Wins and losses of a P&L series; a missing value takes no part. */
export interface WinLoss {
  readonly wins: number;
  readonly losses: number;
  readonly zeros: number;
  /** Currency, as positive sizes; 0 without any. */
  readonly meanWin: number;
  readonly meanLoss: number;
}

export function winLoss(pnl: ArrayLike<number>): WinLoss {
  let wins = 0;
  let losses = 0;
  let zeros = 0;
  let gain = 0;
  let loss = 0;
  for (let t = 0; t < pnl.length; t += 1) {
    const value = pnl[t] as number;
    if (value > 0) {
      wins += 1;
      gain += value;
    } else if (value < 0) {
      losses += 1;
      loss -= value;
    } else if (value === 0) zeros += 1;
  }
  return {
    wins,
    losses,
    zeros,
    meanWin: wins > 0 ? gain / wins : 0,
    meanLoss: losses > 0 ? loss / losses : 0,
  };
}
