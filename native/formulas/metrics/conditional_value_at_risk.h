#pragma once

#include "formulas/series/tail_sums.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/**
 * Mean of the tail, negative = loss. textbook: the fractional tail of tail_mean.h. legacy: mean of the rows not above the
 * quantile. r: mean of the rows strictly below it, the quantile where there is none (PerformanceAnalytics).
 */
TSR_HD double conditional_value_at_risk(const TailSums<double>& rows, double quantile, double tail_mean, uint32_t profile) {
  if (profile == TSR_PROFILE_TEXTBOOK) return tail_mean;
  if (profile == TSR_PROFILE_LEGACY) return rows.at_or_below / rows.at_or_below_count;
  return rows.below_count > 0.0 ? rows.below / rows.below_count : quantile;
}

}  // namespace tessera::formulas
