#pragma once

#include "formulas/standardise.h"

namespace tessera::cuda {

/**
 * Pearson correlation over the rows where both series are present (not NaN), by two passes; 0 with fewer than two such
 * rows and when either is constant on them. a[stride * t], b[stride * t]; weight[t], null = all alike. For the few pairs that sums of products
 * cannot decide.
 */
__device__ __noinline__ inline double shared_rows_pair(const double* a, const double* b, uint32_t stride, uint32_t observations,
                                                       const double* weight) {
  formulas::Standardise<double> first, second;
  for (uint32_t t = 0; t < observations; ++t) {
    const double x = a[uint64_t{stride} * t], y = b[uint64_t{stride} * t];
    if (x != x || y != y) continue;
    const double w = weight == nullptr ? 1.0 : weight[t];
    first.add(x, w);
    second.add(y, w);
  }
  const double mean_a = first.mean(), mean_b = second.mean();
  double product = 0.0;
  for (uint32_t t = 0; t < observations; ++t) {
    const double x = a[uint64_t{stride} * t], y = b[uint64_t{stride} * t];
    if (x != x || y != y) continue;
    const double w = weight == nullptr ? 1.0 : weight[t];
    first.add_deviation(x, mean_a, w);
    second.add_deviation(y, mean_b, w);
    product += w * ((x - mean_a) * (y - mean_b));
  }
  const double norm = first.norm() * second.norm();
  return norm > 0.0 ? fmin(fmax(product / norm, -1.0), 1.0) : 0.0;
}

}  // namespace tessera::cuda
