// Shapes of the correlation tiles, shared by the kernels and by the host code that plans and launches them.
#pragma once

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

}  // namespace tessera::cuda
