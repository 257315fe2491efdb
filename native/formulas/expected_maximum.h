#pragma once

#include "formulas/normal.h"

namespace tessera::formulas {

/**
 * Expected largest of n independent standard normal values, n > 1: (1 - g) Q(1 - 1/n) + g Q(1 - 1/(n e)), g = the
 * Euler-Mascheroni constant, Q = the normal quantile (Bailey and Lopez de Prado 2014).
 */
TSR_HD double expected_maximum(double n) {
  constexpr double kEuler = 0.57721566490153286;
  constexpr double kE = 2.7182818284590452;
  return (1.0 - kEuler) * normal_quantile(1.0 - 1.0 / n) + kEuler * normal_quantile(1.0 - 1.0 / (n * kE));
}

/** Years of backtest under which n trials reach an annual Sharpe ratio `sharpe` by luck alone (the same, 2014). */
TSR_HD double minimum_backtest_length(double n, double sharpe) {
  const double ratio = expected_maximum(n) / sharpe;
  return ratio * ratio;
}

}  // namespace tessera::formulas
