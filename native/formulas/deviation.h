#pragma once

#include "formulas/series_summary.h"

namespace tessera::formulas {

/** A spread not above this part of the largest |value| is rounding, so the series counts as constant. */
constexpr double kRelativeSpread = 1e-12;

/** Largest |x| of the series. */
TSR_HD double magnitude(const SeriesSummary<double>& s) {
  return larger(absolute(s.sums.smallest), absolute(s.sums.largest));
}

/** Standard deviation with divisor n - ddof; 0 for a constant series; NaN with n <= ddof. */
TSR_HD double deviation(const SeriesSummary<double>& s, double ddof) {
  if (!(s.sums.count > ddof)) return NAN;
  if (s.sums.smallest == s.sums.largest) return 0.0;
  const double value = sqrt(s.moments.second / (s.sums.count - ddof));
  return value <= kRelativeSpread * magnitude(s) ? 0.0 : value;
}

/** numerator / denominator; over zero infinite with the numerator's sign, NaN for 0 / 0. */
TSR_HD double signed_ratio(double numerator, double denominator) {
  if (denominator != 0.0) return numerator / denominator;
  return numerator == 0.0 || numerator != numerator ? NAN : numerator > 0.0 ? HUGE_VAL : -HUGE_VAL;
}

}  // namespace tessera::formulas
