#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Normal quantiles of the tail fractions 0.05 and 0.01. */
constexpr double kNormal95 = -1.6448536269514722;
constexpr double kNormal99 = -2.3263478740408408;

/** Value at risk of a normal with this mean and standard deviation: the quantile itself, negative = loss. */
TSR_HD double gaussian_var(double mean, double spread, double z) { return mean + z * spread; }

/** Its expected shortfall mean - spread x phi(z) / alpha, the mean of the part below the quantile. */
TSR_HD double gaussian_cvar(double mean, double spread, double z, double alpha) {
  const double density = exp(-0.5 * z * z) / 2.5066282746310002;
  return mean - spread * density / alpha;
}

}  // namespace tessera::formulas
