#pragma once

#include "formulas/metrics/deviation.h"

namespace tessera::formulas {

/** Excess kurtosis m4 / m2^2 - 3 with central moments divided by n (biased; normal = 0); NaN for a constant series. */
TSR_HD double kurtosis(const SeriesSummary<double>& s) {
  const double spread = deviation(s, 0.0);
  if (!(spread > 0.0)) return NAN;
  const double variance = spread * spread;
  return s.moments.fourth / s.sums.count / (variance * variance) - 3.0;
}

}  // namespace tessera::formulas
