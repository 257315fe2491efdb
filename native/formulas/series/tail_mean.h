#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Mean of the worst alpha x n observations, the last of them taken with its fractional weight: the expected
 * shortfall of Rockafellar and Uryasev 2002 (coherent, and continuous in alpha). `ascending` holds at least
 * the tail_capacity(alpha, n) smallest values. n >= 1. Below one observation it is the smallest value.
 */
template <class V>
TSR_HD V tail_mean(const V* ascending, uint32_t stride, double alpha, uint32_t n) {
  const double weight = alpha * static_cast<double>(n);
  // 0.05 x 20 must give one whole observation whatever its last bit says.
  const double whole = floor(weight + 1e-9);
  if (whole < 1.0) return ascending[0];
  const uint32_t k = static_cast<uint32_t>(whole);
  V sum = splat<V>(0.0);
  for (uint32_t i = 0; i < k; ++i) sum = sum + ascending[i * stride];
  const double rest = weight - whole;
  if (rest > 1e-9) sum = sum + splat<V>(rest) * ascending[k * stride];
  return sum / splat<V>(weight);
}

}  // namespace tessera::formulas
