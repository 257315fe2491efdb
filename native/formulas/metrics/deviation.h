#pragma once

#include "formulas/series/series_summary.h"

namespace tessera::formulas {

/** A spread not above this part of the largest |value| is rounding, so the series counts as constant. */
constexpr double kRelativeSpread = 1e-12;

/**
 * Standard deviation with divisor n - ddof from the sum of squared deviations; 0 for a constant series; NaN with n <= ddof.
 */
TSR_HD double deviation(const SeriesSums<double>& sums, double squared_deviations, double ddof) {
  if (!(sums.count > ddof)) return NAN;
  if (sums.smallest == sums.largest) return 0.0;
  const double value = sqrt(squared_deviations / (sums.count - ddof));
  const double magnitude = larger(absolute(sums.smallest), absolute(sums.largest));
  return value <= kRelativeSpread * magnitude ? 0.0 : value;
}

TSR_HD double deviation(const SeriesSummary<double>& s, double ddof) { return deviation(s.sums, s.moments.second, ddof); }

/** numerator / denominator; over zero infinite with the numerator's sign, NaN for 0 / 0. */
TSR_HD double signed_ratio(double numerator, double denominator) {
  if (denominator != 0.0) return numerator / denominator;
  return numerator == 0.0 || numerator != numerator ? NAN : numerator > 0.0 ? HUGE_VAL : -HUGE_VAL;
}

}  // namespace tessera::formulas
