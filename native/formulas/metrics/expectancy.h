#pragma once

#include "formulas/hd.h"
#include "formulas/series/win_loss.h"

namespace tessera::formulas {

/**
 * Expected P&L of one observation, currency: w x mean win - q x mean |loss|.
 * legacy: w = wins / n and q = 1 - w, so rows of 0 weigh as losses.
 * otherwise: q = losses / n, which makes it the plain mean.
 */
template <class V>
TSR_HD V expectancy(const WinLoss<V>& sums, V n, bool legacy) {
  const V zero = splat<V>(0.0);
  const V w = sums.wins / n;
  const V q = legacy ? splat<V>(1.0) - w : sums.losses / n;
  const V mean_win = select(sums.wins > zero, sums.gross_profit / sums.wins, zero);
  const V mean_loss = select(sums.losses > zero, sums.gross_loss / sums.losses, zero);
  return w * mean_win - q * mean_loss;
}

}  // namespace tessera::formulas
