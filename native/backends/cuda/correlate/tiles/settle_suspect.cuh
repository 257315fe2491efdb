// How float64 settles a pair that single precision cannot decide on.
#pragma once

#include "backends/cuda/correlate/tiles/tile_histogram.cuh"
#include "backends/cuda/correlate/tiles/tile_pairs.cuh"

namespace tessera::cuda {

/**
 * A strategy whose largest |rho| is this near to 1 is not asked for a larger one: copies of a strategy are pairs without end
 * that differ by rounding alone.
 */
constexpr double kSaturated = 1.0 - 1.4210854715202004e-14;

__device__ __forceinline__ bool saturated(const TileSinks& sinks, uint32_t id) {
  return __longlong_as_double(static_cast<long long>(sinks.max_abs[id])) >= kSaturated;
}

/** The products in the order of the float64 tiles, by fused steps like theirs. */
__device__ __forceinline__ double float64_pair(const TileWork& work, uint32_t row, uint32_t column) {
  const auto series = [&](const double* panel, uint32_t position) {
    return panel + uint64_t{position / 2} * work.observations * 2 + position % 2;
  };
  const double* const a = series(work.row_panel, row - work.row_origin);
  const double* const b = series(work.column_panel, column - work.column_origin);
  double rho = 0.0;
#pragma unroll 8
  for (uint32_t t = 0; t < work.observations; ++t) rho = fma(a[2 * uint64_t{t}], b[2 * uint64_t{t}], rho);
  return rho;
}

/** Answers what is open about the pair, from its float64 correlation. */
__device__ __noinline__ inline void settle_suspect(const TileWork& work, const TileSinks& sinks, const Suspect& suspect) {
  const uint32_t a = work.ids == nullptr ? suspect.row : work.ids[suspect.row];
  const uint32_t b = work.ids == nullptr ? suspect.column : work.ids[suspect.column];
  uint32_t open = suspect.open;
  if ((open & kOpenLargest) != 0) {
    // Larger ones may have been found since.
    const auto hopeless = [&](uint32_t id) {
      return saturated(sinks, id) || fabsf(suspect.rho) < __uint_as_float(sinks.running_max[id]) - 2.0f * sinks.single.bound;
    };
    if (hopeless(a) && hopeless(b)) open &= ~static_cast<uint32_t>(kOpenLargest);
  }
  if (open == 0) return;
  const double rho = float64_pair(work, suspect.row, suspect.column);
  if ((open & kOpenBin) != 0) TileHistogram(sinks, nullptr).count_global(rho);
  if ((open & kOpenLists) != 0) offer_pair(sinks, work, suspect.row, suspect.column, rho);
  if ((open & kOpenLargest) != 0) {
    const auto bits = static_cast<unsigned long long>(__double_as_longlong(fabs(rho)));
    atomicMax(sinks.max_abs + a, bits);
    atomicMax(sinks.max_abs + b, bits);
  }
}

}  // namespace tessera::cuda
