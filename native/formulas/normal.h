#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Standard normal distribution function. */
TSR_HD double normal_cdf(double x) { return 0.5 * erfc(-x / 1.4142135623730951); }

/**
 * Its inverse, for 0 < p < 1; -infinity at 0, infinity at 1. The rational start is 26.2.23 of Abramowitz and Stegun
 * (1964), error under 4.5e-4; each Halley step triples the correct digits.
 */
TSR_HD double normal_quantile(double p) {
  if (!(p > 0.0 && p < 1.0)) return p == 0.0 ? -HUGE_VAL : p == 1.0 ? HUGE_VAL : NAN;
  const double tail = p < 0.5 ? p : 1.0 - p;
  const double t = sqrt(-2.0 * log(tail));
  const double over = 2.515517 + t * (0.802853 + t * 0.010328);
  const double under = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  double x = p < 0.5 ? over / under - t : t - over / under;
  for (int step = 0; step < 3; ++step) {
    const double u = (normal_cdf(x) - p) * 2.5066282746310002 * exp(0.5 * x * x);
    x -= u / (1.0 + 0.5 * x * u);
  }
  return x;
}

}  // namespace tessera::formulas
