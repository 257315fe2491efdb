#pragma once

#include "formulas/metrics/deviation.h"

namespace tessera::formulas {

/** Mean win / mean |loss|; infinite without a loss, NaN without either. */
TSR_HD double payoff(const WinLoss<double>& sums) {
  const double mean_win = sums.wins > 0.0 ? sums.gross_profit / sums.wins : 0.0;
  const double mean_loss = sums.losses > 0.0 ? sums.gross_loss / sums.losses : 0.0;
  return signed_ratio(mean_win, mean_loss);
}

}  // namespace tessera::formulas
