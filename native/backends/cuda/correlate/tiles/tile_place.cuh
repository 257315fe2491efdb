#pragma once

#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/correlate/tiles/tile_work.h"

namespace tessera::cuda {

/** A lane's cells of a tile: [fragment row][fragment column][element]. */
template <class Shape, class Real = double>
using TileCells = Real[Shape::kRowFragments][Shape::kColumnFragments][4];

/**
 * Where a lane's cells lie in the tile. Lane 4 g + q of a warp has rows 2g and 2g + 1 of 16; fragment columns 2k and 2k + 1
 * hold the even and the odd strategies of 16.
 */
template <class Shape>
struct LanePlace {
  uint32_t first_row, first_column, g, q;

  __device__ __forceinline__ LanePlace() {
    const uint32_t warp = threadIdx.x / 32;
    const uint32_t lane = threadIdx.x % 32;
    first_row = warp / Shape::kWarpsAcross * Shape::kWarpRows;
    first_column = warp % Shape::kWarpsAcross * Shape::kWarpColumns;
    g = lane / 4;
    q = lane % 4;
  }
  __device__ __forceinline__ uint32_t row_of(uint32_t i, uint32_t e) const { return first_row + 16 * i + 2 * g + e / 2; }
  __device__ __forceinline__ uint32_t column_of(uint32_t j, uint32_t e) const {
    return first_column + 16 * (j / 2) + 4 * q + 2 * (e % 2) + j % 2;
  }
};

/** The tile at hand in positions, and which of its cells are pairs. */
template <class Shape>
struct TileView {
  const TileWork& work;
  LanePlace<Shape> place;
  uint32_t first_row, first_column;
  bool edge;  // holds cells that are no pair: the diagonal or padding

  __device__ __forceinline__ TileView(const TileWork& w, const LanePlace<Shape>& p, TileIndex tile)
      : work(w),
        place(p),
        first_row(w.row_origin + tile.row * Shape::kTile),
        first_column(w.column_origin + tile.column * Shape::kTile),
        edge(first_row == first_column || first_column + Shape::kTile > w.count) {}
  __device__ __forceinline__ uint32_t row(uint32_t i, uint32_t e) const { return first_row + place.row_of(i, e); }
  __device__ __forceinline__ uint32_t column(uint32_t j, uint32_t e) const { return first_column + place.column_of(j, e); }
  __device__ __forceinline__ bool is_pair(uint32_t row_at, uint32_t column_at) const {
    return row_at < column_at && column_at < work.count;
  }
  __device__ __forceinline__ uint32_t id(uint32_t position) const {
    return work.ids == nullptr ? position : work.ids[position];
  }
};

/** Calls visit(i, j, e) for every cell of the lane, unrolled: cells live in registers. */
template <class Shape, class Visit>
__device__ __forceinline__ void for_each_cell(Visit visit) {
#pragma unroll
  for (uint32_t i = 0; i < Shape::kRowFragments; ++i) {
#pragma unroll
    for (uint32_t j = 0; j < Shape::kColumnFragments; ++j) {
#pragma unroll
      for (uint32_t e = 0; e < 4; ++e) visit(i, j, e);
    }
  }
}

}  // namespace tessera::cuda
