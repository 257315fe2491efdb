#pragma once

#include "formulas/metrics/deviation.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/**
 * Downside deviation in the unit of the series.
 * textbook: sqrt(mean over all rows of min(x - MAR, 0)^2) x sqrt(A) (Sortino and van der Meer 1991).
 * r: the same, not annualised (PerformanceAnalytics). legacy: population std of the losing rows around their own mean
 * x sqrt(A), 0 without a losing row.
 */
TSR_HD double downside_deviation(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  const double year = config.profile == TSR_PROFILE_R ? 1.0 : sqrt(config.annualisation);
  if (config.profile == TSR_PROFILE_LEGACY) {
    if (s.win_loss.losses == 0.0 || s.negative.smallest == s.negative.largest) return 0.0;
    return sqrt(s.negative.squares / s.win_loss.losses) * year;
  }
  return sqrt(s.downside.squares / s.sums.count) * year;
}

}  // namespace tessera::formulas
