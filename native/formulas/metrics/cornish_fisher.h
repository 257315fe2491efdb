#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Value at risk with the quantile corrected for skewness S and excess kurtosis K (Cornish and Fisher 1938; Favre and
 * Galeano 2002): z + (z^2 - 1) S / 6 + (z^3 - 3 z) K / 24 - (2 z^3 - 5 z) S^2 / 36. Negative = loss. A series without
 * spread has its mean.
 */
TSR_HD double cornish_fisher_var(double mean, double spread, double skewness, double excess, double z) {
  if (spread == 0.0) return mean;
  const double z2 = z * z;
  const double z3 = z2 * z;
  const double corrected =
      z + (z2 - 1.0) * skewness / 6.0 + (z3 - 3.0 * z) * excess / 24.0 - (2.0 * z3 - 5.0 * z) * skewness * skewness / 36.0;
  return mean + corrected * spread;
}

}  // namespace tessera::formulas
