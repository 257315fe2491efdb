// Six sums of products per cell over the rows where both strategies are present; NaN in a panel is a missing cell. With weights
// each factor carries the root of the observation's weight.
#pragma once

#include "backends/cuda/correlate/tiles/stage_ring.cuh"
#include "backends/cuda/correlate/tiles/tile_place.cuh"
#include "backends/cuda/correlate/tiles/tile_product.cuh"
#include "formulas/series/standardise.h"

namespace tessera::cuda {

/**
 * Pearson correlation over the rows where both series are present (not NaN), by two passes; 0 with fewer than two such
 * rows and when either is constant on them. a[stride * t], b[stride * t]; weight[t], null = all alike. For the few pairs that
 * sums of products cannot decide.
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

struct PairwiseSums {
  TileCells<PairwiseShape> shared;  // rows where both are present
  TileCells<PairwiseShape> sum_a;   // of a where b is present
  TileCells<PairwiseShape> sum_b;
  TileCells<PairwiseShape> square_a;
  TileCells<PairwiseShape> square_b;
  TileCells<PairwiseShape> product;
};

/** A value as the three factors it takes part with: presence, value, square; all 0 when missing. */
struct Factors {
  double present, value, square;

  /** root: of the observation's weight, 1 without weights. */
  __device__ __forceinline__ Factors(double z, bool inside, double root) {
    const bool there = inside && z == z;
    present = there ? root : 0.0;
    value = there ? root * z : 0.0;
    square = there ? value * z : 0.0;
  }
};

/** roots: of this stage's observations, null = no weights. */
__device__ __forceinline__ double root_of(const double* roots, uint32_t t, bool inside) {
  return roots != nullptr && inside ? __ldg(roots + t) : 1.0;
}

#if __CUDA_ARCH__ >= 800

__device__ __forceinline__ void multiply_pairwise(const double* stage, uint32_t depth, const double* roots,
                                                  const LanePlace<PairwiseShape>& place, PairwiseSums& sums) {
  const double* const rows = stage + place.first_row * kDepth;
  const double* const columns = stage + (PairwiseShape::kTile + place.first_column) * kDepth;
#pragma unroll 1
  for (uint32_t t = 0; t < min(depth, kDepth); t += 4) {
    const bool inside = t + place.q < depth;
    const double root = root_of(roots, t + place.q, inside);
    const double2 right = unit_value(columns, place.g, t + place.q);
    const Factors b[2] = {{right.x, inside, root}, {right.y, inside, root}};
#pragma unroll
    for (uint32_t i = 0; i < 2; ++i) {
      const double2 left = unit_value(rows, 8 * i + place.g, t + place.q);
      const Factors upper(left.x, inside, root), lower(left.y, inside, root);
      const double2 present = make_double2(upper.present, lower.present);
      const double2 value = make_double2(upper.value, lower.value);
      const double2 square = make_double2(upper.square, lower.square);
#pragma unroll
      for (uint32_t j = 0; j < 2; ++j) {
        multiply_4(sums.shared[i][j], present, b[j].present);
        multiply_4(sums.sum_a[i][j], value, b[j].present);
        multiply_4(sums.sum_b[i][j], present, b[j].value);
        multiply_4(sums.square_a[i][j], square, b[j].present);
        multiply_4(sums.square_b[i][j], present, b[j].square);
        multiply_4(sums.product[i][j], value, b[j].value);
      }
    }
  }
}

#else

__device__ __forceinline__ void multiply_pairwise(const double* stage, uint32_t depth, const double* roots,
                                                  const LanePlace<PairwiseShape>& place, PairwiseSums& sums) {
  const double* const rows = stage + place.first_row * kDepth;
  const double* const columns = stage + (PairwiseShape::kTile + place.first_column) * kDepth;
#pragma unroll 1
  for (uint32_t t = 0; t < min(depth, kDepth); ++t) {
    const double root = root_of(roots, t, true);
    const double2 left[2] = {unit_value(rows, place.g, t), unit_value(rows, 8 + place.g, t)};
    const double2 right[2] = {unit_value(columns, 2 * place.q, t), unit_value(columns, 2 * place.q + 1, t)};
    for_each_cell<PairwiseShape>([&](uint32_t i, uint32_t j, uint32_t e) {
      const Factors a(e / 2 == 0 ? left[i].x : left[i].y, true, root);
      const Factors b(j == 0 ? right[e % 2].x : right[e % 2].y, true, root);
      sums.shared[i][j][e] += a.present * b.present;
      sums.sum_a[i][j][e] += a.value * b.present;
      sums.sum_b[i][j][e] += a.present * b.value;
      sums.square_a[i][j][e] += a.square * b.present;
      sums.square_b[i][j][e] += a.present * b.square;
      sums.product[i][j][e] += a.value * b.value;
    });
  }
}

#endif

}  // namespace tessera::cuda
