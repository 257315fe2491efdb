// As tile_epilogue.cuh for a tile in single precision: whatever the bound on its error leaves open is noted as a suspect.
#pragma once

#include "backends/cuda/correlate/tiles/single_suspects.cuh"
#include "backends/cuda/correlate/tiles/tile_place.cuh"
#include "backends/cuda/correlate/tiles/tile_sinks.cuh"

namespace tessera::cuda {

/** The largest |rho| of a lane's rows (index 2 i + e / 2) and of its columns (2 j + e % 2). */
struct SingleMaxima {
  static constexpr uint32_t kRows = 2 * SingleShape::kRowFragments;
  static constexpr uint32_t kColumns = 2 * SingleShape::kColumnFragments;
  float rows[kRows] = {};
  float columns[kColumns] = {};

  __device__ __forceinline__ explicit SingleMaxima(const TileCells<SingleShape, float>& cells) {
    for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
      const float rho = fabsf(cells[i][j][e]);
      rows[2 * i + e / 2] = fmaxf(rows[2 * i + e / 2], rho);
      columns[2 * j + e % 2] = fmaxf(columns[2 * j + e % 2], rho);
    });
  }
  /** Over all lanes that share a row or a column. */
  __device__ __forceinline__ void reduce() {
#pragma unroll
    for (uint32_t k = 0; k < 8; ++k) {
#pragma unroll
      for (uint32_t step = 1; step < 32; step *= 2) {
        float& mine = step < 4 ? rows[k] : columns[k];
        mine = fmaxf(mine, __shfl_xor_sync(0xffffffffu, mine, step));
      }
    }
  }
  __device__ __forceinline__ float of_all() const {
    float most = 0.0f;
#pragma unroll
    for (uint32_t r = 0; r < kRows; ++r) most = fmaxf(most, rows[r]);
    return most;
  }
};

/** 2^24: the 64 values of a warp's column fit 31 bits, each eight of a lane rounded by at most 3e-8 together. */
constexpr float kSingleUnit = 16777216.0f;
/** 2^43 / 2^24, to kSumScale. */
constexpr uint32_t kSingleShift = 19;

/** Eight values by a tree of three levels: an error of at most 3 x 2^-24 of their sum, in the same order on every run. */
template <class Value>
__device__ __forceinline__ int32_t sum_of_eight(Value value) {
  const float sum = ((value(0) + value(1)) + (value(2) + value(3))) + ((value(4) + value(5)) + (value(6) + value(7)));
  return __float2int_rn(sum * kSingleUnit);
}

/** Adds rho or |rho| to the sums of the tile's strategies, units of 1 / kSumScale. */
template <bool Absolute>
__device__ __forceinline__ void add_single_sums(const TileView<SingleShape>& view, const TileCells<SingleShape, float>& cells,
                                                unsigned long long* to) {
  const auto cell = [&](uint32_t i, uint32_t j, uint32_t e) { return Absolute ? fabsf(cells[i][j][e]) : cells[i][j][e]; };
  const auto store = [&](uint32_t position, int32_t sum) {
    if (position >= view.work.count) return;
    atomicAdd(to + view.id(position), static_cast<unsigned long long>(static_cast<long long>(sum) << kSingleShift));
  };
  int32_t rows[8], columns[8];
#pragma unroll
  for (uint32_t r = 0; r < 8; ++r) {
    rows[r] = sum_of_eight([&](uint32_t k) { return cell(r / 2, k / 2, r % 2 * 2 + k % 2); });
    columns[r] = sum_of_eight([&](uint32_t k) { return cell(k / 2, r / 2, k % 2 * 2 + r % 2); });
  }
  // Four lanes share a row, eight a column.
  const uint32_t r = reduce_lanes<8, 1, 2>(rows, Add());
  const uint32_t c = reduce_lanes<8, 4, 3>(columns, Add());
  store(view.row(r / 2, r % 2 * 2), rows[0]);
  store(view.row((r + 1) / 2, (r + 1) % 2 * 2), rows[1]);
  store(view.column(c / 2, c % 2), columns[0]);
}

/** The largest float below 1: what lies beyond counts in the last bin, too. */
constexpr float kBelowOne = 0.99999994f;

/** Byte of rho's bin, as TileHistogram::byte_of; 2^21 leaves two bits below the bin. */
__device__ __forceinline__ uint32_t single_byte(float rho, float scale) {
  return __float_as_uint(__fmaf_rd(rho, scale, scale + 1.0f + 2097152.0f)) & 0x7ffffcu;
}

/** Counts the pairs whose bin is the same from rho - bound to rho + bound; the others are open. */
template <bool Edge, bool InShared>
__device__ __forceinline__ uint64_t count_single(const TileView<SingleShape>& view, const TileCells<SingleShape, float>& cells,
                                                 const TileSinks& sinks, const TileHistogram& histogram) {
  const float scale = 0.5f * static_cast<float>(sinks.bins);
  const float bound = sinks.single.bound;
  uint64_t open = 0;
  for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
    if (Edge && !view.is_pair(view.row(i, e), view.column(j, e))) return;
    const float rho = cells[i][j][e];
    const uint32_t low = single_byte(fmaxf(rho - bound, -1.0f), scale);
    const uint32_t high = single_byte(fminf(rho + bound, kBelowOne), scale);
    if (low != high) {
      open |= OpenCells::bit(i, j, e);
    } else if (InShared) {
      histogram.count_shared_byte(low);
    } else {
      histogram.count_global_byte(low);
    }
  });
  return open;
}

/**
 * A constant strategy has 0 with everything: the edge of a bin where the number of bins is even, but nothing is open about it.
 */
__device__ __forceinline__ void count_constant(const TileView<SingleShape>& view, const SingleMaxima& most,
                                               const TileSinks& sinks, const TileHistogram& histogram, uint64_t& open) {
  uint64_t zeros = 0;
  const auto constant = [&](uint32_t position) { return position < view.work.count && sinks.varying[view.id(position)] == 0; };
#pragma unroll
  for (uint32_t k = 0; k < 8; ++k) {
    if (most.rows[k] == 0.0f && constant(view.row(k / 2, k % 2 * 2))) zeros |= OpenCells::row_bits(k);
    if (most.columns[k] == 0.0f && constant(view.column(k / 2, k % 2))) zeros |= OpenCells::column_bits(k);
  }
  const auto count = static_cast<uint32_t>(__popcll(open & zeros));
  open &= ~zeros;
  if (count > 0) histogram.add(0.0, count);
}

/** Pairs that may be part of a list. A full threshold list still counts those that surely are. */
__device__ __forceinline__ uint64_t open_in_lists(const TileView<SingleShape>& view, const TileCells<SingleShape, float>& cells,
                                                  const TileSinks& sinks) {
  const SingleRule& rule = sinks.single;
  const bool full = isfinite(rule.threshold_from) && *sinks.threshold.found >= sinks.threshold.capacity;
  uint64_t open = 0;
  uint32_t surely = 0;
  for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
    const float rho = cells[i][j][e];
    if (rho < rule.top_from && fabsf(rho) < rule.threshold_from) return;
    if (!view.is_pair(view.row(i, e), view.column(j, e))) return;
    if (full && rho < rule.top_from && fabsf(rho) >= rule.threshold_sure) {
      ++surely;
    } else {
      open |= OpenCells::bit(i, j, e);
    }
  });
  if (surely > 0) atomicAdd(sinks.threshold.found, static_cast<unsigned long long>(surely));
  return open;
}

/**
 * Pairs that may be the largest of a strategy: within two bounds of the largest so far. The largest of all is never further
 * away from any of the others, so it is among them.
 */
__device__ __forceinline__ uint64_t open_as_largest(const TileView<SingleShape>& view,
                                                    const TileCells<SingleShape, float>& cells, SingleMaxima& most,
                                                    const TileSinks& sinks) {
  most.reduce();
  float row_from[SingleMaxima::kRows], column_from[SingleMaxima::kColumns];
  bool any = false;
  const float margin = 2.0f * sinks.single.bound;
  const auto from = [&](uint32_t position, float largest, bool first) {
    if (position >= view.work.count) return HUGE_VALF;
    const uint32_t id = view.id(position);
    const float before = __uint_as_float(__ldcg(sinks.running_max + id));
    if (largest < before - margin || saturated(sinks, id)) return HUGE_VALF;
    if (first && largest > before) atomicMax(sinks.running_max + id, __float_as_uint(largest));
    any = true;
    return fmaxf(before, largest) - margin;
  };
#pragma unroll
  for (uint32_t r = 0; r < SingleMaxima::kRows; ++r)
    row_from[r] = from(view.row(r / 2, r % 2 * 2), most.rows[r], view.place.q == 0);
#pragma unroll
  for (uint32_t c = 0; c < SingleMaxima::kColumns; ++c)
    column_from[c] = from(view.column(c / 2, c % 2), most.columns[c], view.place.g == 0);
  uint64_t open = 0;
  if (!any) return open;
  for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
    const float rho = fabsf(cells[i][j][e]);
    if (rho < row_from[2 * i + e / 2] && rho < column_from[2 * j + e % 2]) return;
    if (!view.edge || view.is_pair(view.row(i, e), view.column(j, e))) open |= OpenCells::bit(i, j, e);
  });
  return open;
}

/** Adds a finished tile to the sinks. Cells that are no pair are set to 0 on the way. */
template <bool Blocks>
__device__ __forceinline__ void reduce_single_tile(const TileView<SingleShape>& view, TileCells<SingleShape, float>& cells,
                                                   const TileSinks& sinks, const TileHistogram& histogram) {
  OpenCells open;
  if (histogram.wanted() && !histogram.in_shared()) {
    open.bin = count_single<true, false>(view, cells, sinks, histogram);
  } else if (histogram.wanted() && view.edge) {
    open.bin = count_single<true, true>(view, cells, sinks, histogram);
  } else if (histogram.wanted()) {
    open.bin = count_single<false, true>(view, cells, sinks, histogram);
  }
  if (view.edge) {
    for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
      if (!view.is_pair(view.row(i, e), view.column(j, e))) cells[i][j][e] = 0.0f;
    });
  }
  SingleMaxima most(cells);
  if (open.bin != 0) count_constant(view, most, sinks, histogram, open.bin);
  if (most.of_all() >= fminf(sinks.single.top_from, sinks.single.threshold_from))
    open.lists = open_in_lists(view, cells, sinks);
  __syncwarp();
  if (sinks.max_abs != nullptr) open.largest = open_as_largest(view, cells, most, sinks);
  __syncwarp();
  open.note(view, cells, sinks);
  if (sinks.abs_sum != nullptr) add_single_sums<true>(view, cells, sinks.abs_sum);
  if (sinks.signed_sum != nullptr) add_single_sums<false>(view, cells, sinks.signed_sum);
  if constexpr (Blocks) add_blocks(view, cells, sinks);
}

}  // namespace tessera::cuda
