#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** alpha x (n - 1), a whole number when it is one but for its last bits (0.05 x 140 is 7.000000000000001). */
TSR_HD double quantile_position(double alpha, uint32_t n) {
  const double position = alpha * (static_cast<double>(n) - 1.0);
  const double nearest = floor(position + 0.5);
  return fabs(position - nearest) < 1e-9 ? nearest : position;
}

/**
 * Quantile of fraction alpha with linear interpolation at position alpha x (n - 1): type 7 of Hyndman and Fan
 * 1996, the default of numpy and R. `ascending` holds at least the tail_capacity(alpha, n) smallest values, in
 * the unit that comes back. n >= 1.
 */
template <class V>
TSR_HD V quantile(const V* ascending, uint32_t stride, double alpha, uint32_t n) {
  const double position = quantile_position(alpha, n);
  const uint32_t low = static_cast<uint32_t>(position);
  const double part = position - static_cast<double>(low);
  const V below = ascending[low * stride];
  if (low + 1 >= n || part == 0.0) return below;
  return below + splat<V>(part) * (ascending[(low + 1) * stride] - below);
}

}  // namespace tessera::formulas
