#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Mean signed Pearson correlation of the n(n-1)/2 pairs of a portfolio, from z = the sum of its members'
 * standardised columns (mean 0, norm 1, a constant column all 0):
 *   |z|^2 = (members that vary) + 2 x sum of rho over pairs.
 * A pair with a constant member counts with rho 0. A single member has 0.
 */
template <class V>
TSR_HD V mean_correlation(V z_squared, V varying, uint32_t n) {
  if (n < 2) return splat<V>(0.0);
  return (z_squared - varying) / splat<V>(static_cast<double>(n) * (static_cast<double>(n) - 1.0));
}

}  // namespace tessera::formulas
