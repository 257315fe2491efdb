#pragma once

#include "backends/cuda/correlate/tiles/tile_place.cuh"

namespace tessera::cuda {

__device__ __forceinline__ void append_pair(const PairList& list, uint32_t a, uint32_t b, double rho) {
  const unsigned long long at = atomicAdd(list.found, 1ull);
  if (at < list.capacity) list.pairs[at] = {a < b ? a : b, a < b ? b : a, rho};
}

/** Appends one pair where it passes. Out of line: it is called from many places and seldom. */
__device__ __noinline__ inline void offer_pair(const TileSinks& sinks, const TileWork& work, uint32_t row, uint32_t column,
                                               double rho) {
  if (row >= column || column >= work.count) return;
  const uint32_t a = work.ids == nullptr ? row : work.ids[row];
  const uint32_t b = work.ids == nullptr ? column : work.ids[column];
  const double clamped = fmin(fmax(rho, -1.0), 1.0);
  if (clamped >= sinks.top.cut) append_pair(sinks.top, a, b, clamped);
  if (fabs(clamped) >= sinks.threshold.cut) append_pair(sinks.threshold, a, b, clamped);
}

/** Offers the lane's cells from `lowest` (a magnitude) on. Few tiles have any, so every cell is looked at once more. */
template <class Shape>
__device__ __forceinline__ void collect_pairs(const TileView<Shape>& view, const TileCells<Shape>& cells,
                                              const TileSinks& sinks, double lowest) {
  for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
    const double rho = cells[i][j][e];
    if (fabs(rho) >= lowest) offer_pair(sinks, view.work, view.row(i, e), view.column(j, e), rho);
  });
}

}  // namespace tessera::cuda
