#pragma once

#include "formulas/metrics/deviation.h"

namespace tessera::formulas {

/** Skewness m3 / m2^1.5 with central moments divided by n (biased); NaN for a constant series. */
TSR_HD double skew(const SeriesSummary<double>& s) {
  const double spread = deviation(s, 0.0);
  if (!(spread > 0.0)) return NAN;
  return s.moments.third / s.sums.count / (spread * spread * spread);
}

}  // namespace tessera::formulas
