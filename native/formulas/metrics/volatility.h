#pragma once

#include "formulas/metrics/deviation.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/** Standard deviation of one observation: legacy divides by n, textbook and r by n - 1. */
TSR_HD double standard_deviation(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  return deviation(s, config.profile == TSR_PROFILE_LEGACY ? 0.0 : 1.0);
}

/** The same x sqrt(A), in the unit of the series. */
TSR_HD double volatility(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  return standard_deviation(s, config) * sqrt(config.annualisation);
}

}  // namespace tessera::formulas
