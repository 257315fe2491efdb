#pragma once

#include "formulas/metrics/annualized_return.h"
#include "formulas/metrics/deviation.h"

namespace tessera::formulas {

/**
 * Sharpe ratio (Sharpe 1994), annualised by sqrt(A).
 * legacy: (sum A / n) / (population std x sqrt(A)), no risk-free rate, 0 for a constant series.
 * textbook, r: (mean - risk free) / sample std x sqrt(A); a constant series is infinite with the sign of its excess, NaN
 * at no excess; NaN with one row.
 */
TSR_HD double sharpe(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  const double year = sqrt(config.annualisation);
  if (config.profile == TSR_PROFILE_LEGACY) {
    const double spread = deviation(s, 0.0);
    return spread == 0.0 ? 0.0 : annualized_return(s, config) / (spread * year);
  }
  if (s.sums.count < 2.0) return NAN;
  return signed_ratio(s.mean - config.risk_free, deviation(s, 1.0)) * year;
}

}  // namespace tessera::formulas
