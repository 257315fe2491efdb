// Everything that is derived from a tile of correlations while it is still in registers.
#pragma once

#include "backends/cuda/correlate/tiles/tile_sinks.cuh"

namespace tessera::cuda {

/** A lane's sums or maxima over its rows (index 2 i + e / 2) and its columns (index 2 j + e % 2). */
template <class Shape>
struct RowsAndColumns {
  static constexpr uint32_t kRows = 2 * Shape::kRowFragments;
  static constexpr uint32_t kColumns = 2 * Shape::kColumnFragments;
  double rows[kRows] = {};
  double columns[kColumns] = {};

  template <class Combine, class Value>
  __device__ __forceinline__ void combine_cells(const TileCells<Shape>& cells, Combine combine, Value value) {
    for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
      const double v = value(cells[i][j][e]);
      rows[2 * i + e / 2] = combine(rows[2 * i + e / 2], v);
      columns[2 * j + e % 2] = combine(columns[2 * j + e % 2], v);
    });
  }

  /** Reduces over the warp and calls store(strategy, value) for what the lane ends up with. */
  template <class Combine, class Store>
  __device__ __forceinline__ void store_reduced(const TileView<Shape>& view, Combine combine, Store store) {
    // Four lanes share a row, eight a column.
    const uint32_t r = reduce_lanes<kRows, 1, 2>(rows, combine);
    const uint32_t c = reduce_lanes<kColumns, 4, 3>(columns, combine);
#pragma unroll
    for (uint32_t k = 0; k < kRows / 4; ++k) {
      const uint32_t row = view.row((r + k) / 2, (r + k) % 2 * 2);
      if (row < view.work.count) store(view.id(row), rows[k]);
    }
    const uint32_t column = view.column(c / 2, c % 2);
    // With fewer columns than lanes several lanes end up with the same one.
    const bool first = kColumns >= 8 || (threadIdx.x & 16) == 0;
    if (first && column < view.work.count) store(view.id(column), columns[0]);
  }
};

template <bool Edge, bool InShared, class Shape>
__device__ __forceinline__ void count_cells(const TileView<Shape>& view, const TileCells<Shape>& cells,
                                            const TileHistogram& histogram) {
  for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
    if (Edge && !view.is_pair(view.row(i, e), view.column(j, e))) return;
    if (InShared) {
      histogram.count_shared(cells[i][j][e]);
    } else {
      histogram.count_global(cells[i][j][e]);
    }
  });
}

template <class Shape>
__device__ __forceinline__ void add_sums(const TileView<Shape>& view, const TileCells<Shape>& cells, bool absolute,
                                         unsigned long long* to) {
  RowsAndColumns<Shape> sums;
  sums.combine_cells(cells, Add(), [&](double rho) { return absolute ? fabs(rho) : rho; });
  sums.store_reduced(view, Add(), [&](uint32_t id, double value) {
    atomicAdd(to + id, static_cast<unsigned long long>(__double2ll_rn(value * kSumScale)));
  });
}

/** Adds a finished tile to the sinks. Cells that are no pair are set to 0 on the way. */
template <bool Blocks, class Shape>
__device__ __forceinline__ void reduce_tile(const TileView<Shape>& view, TileCells<Shape>& cells, const TileSinks& sinks,
                                            const TileHistogram& histogram) {
  if (histogram.wanted() && !histogram.in_shared()) {
    count_cells<true, false>(view, cells, histogram);
  } else if (histogram.wanted() && view.edge) {
    count_cells<true, true>(view, cells, histogram);
  } else if (histogram.wanted()) {
    count_cells<false, true>(view, cells, histogram);
  }
  if (view.edge) {
    for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
      if (!view.is_pair(view.row(i, e), view.column(j, e))) cells[i][j][e] = 0.0;
    });
  }
  {
    RowsAndColumns<Shape> largest;
    largest.combine_cells(cells, LargerDouble(), [](double rho) { return fabs(rho); });
    double most = 0.0;
#pragma unroll
    for (uint32_t r = 0; r < RowsAndColumns<Shape>::kRows; ++r) most = fmax(most, largest.rows[r]);
    const double lowest = fmin(sinks.top.cut, sinks.threshold.cut);
    if (most >= lowest) collect_pairs(view, cells, sinks, lowest);
    if (sinks.max_abs != nullptr) {
      largest.store_reduced(view, LargerDouble(), [&](uint32_t id, double value) {
        atomicMax(sinks.max_abs + id, static_cast<unsigned long long>(__double_as_longlong(value)));
      });
    }
  }
  if (sinks.abs_sum != nullptr) add_sums(view, cells, true, sinks.abs_sum);
  if (sinks.signed_sum != nullptr) add_sums(view, cells, false, sinks.signed_sum);
  if constexpr (Blocks) add_blocks(view, cells, sinks);
}

}  // namespace tessera::cuda
