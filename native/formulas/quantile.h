#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Quantile of fraction alpha with linear interpolation at position alpha x (n - 1): type 7 of Hyndman and Fan
 * 1996, the default of numpy and R. `ascending` holds at least the tail_capacity(alpha, n) smallest values, in
 * the unit that comes back. n >= 1.
 */
template <class V>
TSR_HD V quantile(const V* ascending, uint32_t stride, double alpha, uint32_t n) {
  const double position = alpha * (static_cast<double>(n) - 1.0);
  const uint32_t low = static_cast<uint32_t>(position);
  const double part = position - static_cast<double>(low);
  const V below = ascending[low * stride];
  if (low + 1 >= n || part == 0.0) return below;
  return below + splat<V>(part) * (ascending[(low + 1) * stride] - below);
}

}  // namespace tessera::formulas
