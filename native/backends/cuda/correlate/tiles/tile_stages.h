// How the tile kernels divide the shared memory of a block between the ring of stages and the histogram.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "backends/cuda/correlate/tiles/tile_shape.h"

namespace tessera::cuda {

constexpr uint32_t kMostStages = 6;
/** One stage is multiplied from while the next is filled. */
constexpr uint32_t kFewestStages = 2;

struct TileStages {
  uint32_t stages;
  bool bins_in_shared;  // false: the histogram is counted in device memory
  size_t bytes;         // of dynamic shared memory
};

/** `limit` is what a block may have at most (bytes). Two more than `bins` catch what rounding puts beyond -1 and 1. */
template <class Shape>
constexpr TileStages tile_stages(uint32_t bins, size_t limit) {
  constexpr size_t stage = Shape::kStageDoubles * sizeof(double);
  const size_t histogram = (size_t{bins} + 2) * sizeof(uint32_t);
  const bool beside = bins > 0 && kFewestStages * stage + histogram <= limit;
  const size_t left = limit - (beside ? histogram : 0);
  const auto stages = static_cast<uint32_t>(std::min<size_t>(left / stage, kMostStages));
  return {stages, beside, stages * stage + (beside ? histogram : 0)};
}

/** Both kernels must have a ring on a card whose blocks have at most `kilobytes`, with and without a histogram. */
constexpr bool tiles_fit(size_t kilobytes) {
  const size_t limit = kilobytes * 1024;
  for (const uint32_t bins : {0u, 200u, 2000u, 100000u}) {
    for (const TileStages& use : {tile_stages<DenseShape>(bins, limit), tile_stages<PairwiseShape>(bins, limit)}) {
      if (use.stages < kFewestStages || use.bytes > limit) return false;
    }
  }
  return true;
}
// The most shared memory of a block by compute capability (CUDA C++ Programming Guide, technical specifications).
static_assert(tiles_fit(64), "7.5");
static_assert(tiles_fit(163), "8.0, 8.7");
static_assert(tiles_fit(99), "8.6, 8.9, 12.0");
static_assert(tiles_fit(227), "9.0, 10.0");
// A usual histogram lies in shared memory, but for 7.5, where two stages take all there is.
static_assert(tile_stages<DenseShape>(200, 99 * 1024).bins_in_shared);
static_assert(!tile_stages<DenseShape>(200, 64 * 1024).bins_in_shared);

}  // namespace tessera::cuda
