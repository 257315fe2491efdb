#pragma once

#include "formulas/groups/group_sums.h"
#include "formulas/metrics/deviation.h"
#include "formulas/metrics/profit_factor.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/**
 * One tsr_group_statistic. The standard deviation divides by n - 1, 0 for cells that are all equal. The effective number is
 * Kish's (1965): (sum w)^2 / sum w^2. Without a present cell everything but the two numbers of cells is NaN.
 */
TSR_HD double group_value(uint32_t statistic, const GroupSums<double>& s) {
  const double n = s.sums.count;
  if (statistic == TSR_STATISTIC_OBSERVATIONS) return n;
  if (statistic == TSR_STATISTIC_EFFECTIVE) {
    return s.weight_squares > 0.0 ? s.weight * s.weight / s.weight_squares : 0.0;
  }
  if (n == 0.0) return NAN;
  switch (statistic) {
    case TSR_STATISTIC_TOTAL: return s.sums.sum;
    case TSR_STATISTIC_MEAN: return s.mean;
    case TSR_STATISTIC_WEIGHTED_MEAN: return s.weight > 0.0 ? s.weighted / s.weight : NAN;
    case TSR_STATISTIC_STD: return deviation(s.sums, s.squares, 1.0);
    case TSR_STATISTIC_WORST: return s.sums.smallest;
    case TSR_STATISTIC_BEST: return s.sums.largest;
    case TSR_STATISTIC_WIN_RATE: return s.win_loss.wins / n;
    case TSR_STATISTIC_PROFIT_FACTOR: return profit_factor(s.win_loss.gross_profit, s.win_loss.gross_loss, false);
    case TSR_STATISTIC_MAX_DRAWDOWN: return s.drawdown.worst;
    case TSR_STATISTIC_MEAN_OVER_STD: return signed_ratio(s.mean, deviation(s.sums, s.squares, 1.0));
    case TSR_STATISTIC_T_VALUE: return signed_ratio(s.mean, deviation(s.sums, s.squares, 1.0)) * sqrt(n);
    default: return NAN;
  }
}

}  // namespace tessera::formulas
