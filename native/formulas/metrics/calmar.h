#pragma once

#include "formulas/metrics/annualized_return.h"
#include "formulas/metrics/deviation.h"

namespace tessera::formulas {

/**
 * Calmar ratio over the whole sample (Young 1991 took 36 months), a pure number.
 * textbook: mean x A / max drawdown, NaN without a drawdown. r: annualised return / max drawdown, infinite without.
 * legacy: mean x min(A, n) / max drawdown, infinite without.
 */
TSR_HD double calmar(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  if (config.profile == TSR_PROFILE_LEGACY) {
    return signed_ratio(s.mean * smaller(config.annualisation, s.sums.count), s.drawdown.worst);
  }
  if (config.profile == TSR_PROFILE_TEXTBOOK && s.drawdown.worst == 0.0) return NAN;
  return signed_ratio(annualized_return(s, config), s.drawdown.worst);
}

}  // namespace tessera::formulas
