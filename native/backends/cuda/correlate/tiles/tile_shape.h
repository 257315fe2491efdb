// Shapes of the correlation tiles, shared by the kernels and by the host code that plans and launches them.
// How the tile kernels divide the shared memory of a block between the ring of stages and the histogram.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace tessera::cuda {

constexpr uint32_t kTileThreads = 256;
/** Observations per pipeline stage. */
constexpr uint32_t kDepth = 16;
/** Panels are padded to whole tiles of the larger shape. */
constexpr uint32_t kPanelGrain = 128;

/**
 * A block of 8 warps computes Tile x Tile pairs, two warps down and four across. A warp has RowFragments x
 * ColumnFragments fragments of 16 x 8; ColumnFragments is even.
 */
template <uint32_t RowFragments_, uint32_t ColumnFragments_>
struct TileShape {
  static constexpr uint32_t kRowFragments = RowFragments_;
  static constexpr uint32_t kColumnFragments = ColumnFragments_;
  static constexpr uint32_t kWarpRows = 16 * kRowFragments;
  static constexpr uint32_t kWarpColumns = 8 * kColumnFragments;
  static constexpr uint32_t kWarpsAcross = 4;
  static constexpr uint32_t kTile = 2 * kWarpRows;
  static constexpr uint32_t kStageDoubles = 2 * kTile * kDepth;
  static_assert(kTile == kWarpsAcross * kWarpColumns && kPanelGrain % kTile == 0);
};

/** Every cell present: one product per cell. */
using DenseShape = TileShape<4, 4>;
/** Missing cells: six sums of products per cell. */
using PairwiseShape = TileShape<2, 2>;

/** As DenseShape in single precision: a stage takes half the bytes. */
struct SingleShape : DenseShape {
  static constexpr uint32_t kStageFloats = DenseShape::kStageDoubles;
  static constexpr uint32_t kStageDoubles = kStageFloats / 2;
};

constexpr uint64_t panel_padded(uint64_t count) { return (count + kPanelGrain - 1) / kPanelGrain * kPanelGrain; }

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
