#pragma once

#include "backends/cuda/correlate/tiles/lane_reduce.cuh"
#include "backends/cuda/correlate/tiles/tile_place.cuh"

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

}  // namespace tessera::cuda
