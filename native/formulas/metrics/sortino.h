#pragma once

#include "formulas/metrics/annualized_return.h"
#include "formulas/metrics/downside_deviation.h"

namespace tessera::formulas {

/**
 * Sortino ratio over downside_deviation.h: (mean - MAR) A / (downside deviation x sqrt(A)); r is not annualised.
 * Infinite when nothing lies below the MAR, NaN when nothing lies above it either.
 * legacy: 0 without a losing row; infinite with the sign of the sum when all losing rows are equal, NaN at sum 0.
 */
TSR_HD double sortino(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  const double downside = downside_deviation(s, config);
  if (config.profile == TSR_PROFILE_LEGACY) {
    return s.win_loss.losses == 0.0 ? 0.0 : signed_ratio(annualized_return(s, config), downside);
  }
  const double excess = s.mean - config.mar;
  return signed_ratio(config.profile == TSR_PROFILE_R ? excess : excess * config.annualisation, downside);
}

}  // namespace tessera::formulas
