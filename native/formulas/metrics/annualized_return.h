#pragma once

#include "formulas/series/series_summary.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/** sum x A / n, additive, in the unit of the series. r with a capital: (product of (1 + x))^(A / n) - 1 (CAGR). */
TSR_HD double annualized_return(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  if (config.profile == TSR_PROFILE_R && config.capital > 0.0) {
    return pow(s.drawdown.equity, config.annualisation / s.sums.count) - 1.0;
  }
  return s.sums.sum * config.annualisation / s.sums.count;
}

}  // namespace tessera::formulas
