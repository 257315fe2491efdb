// How float64 settles a pair that single precision cannot decide on.
#pragma once

#include "backends/cuda/correlate/tiles/tile_sinks.cuh"

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

/** Which of a lane's cells single precision leaves open, and why. Bit 16 i + 4 j + e is the cell (i, j, e). */
struct OpenCells {
  uint64_t bin = 0, lists = 0, largest = 0;

  static __device__ __forceinline__ uint64_t bit(uint32_t i, uint32_t j, uint32_t e) { return 1ull << (16 * i + 4 * j + e); }
  /** The eight cells of a lane's row 2 i + e / 2, and of its column 2 j + e % 2. */
  static __device__ __forceinline__ uint64_t row_bits(uint32_t r) { return 0x3333ull << (16 * (r / 2) + 2 * (r % 2)); }
  static __device__ __forceinline__ uint64_t column_bits(uint32_t c) { return 0x0005000500050005ull << (4 * (c / 2) + c % 2); }

  /**
   * Appends the open cells to the list of suspects, with one reservation a warp; what the list has no room for is settled at
   * once.
   */
  __device__ __forceinline__ void note(const TileView<SingleShape>& view, const TileCells<SingleShape, float>& cells,
                                       const TileSinks& sinks) const {
    const uint64_t any = bin | lists | largest;
    if (!__any_sync(0xffffffffu, any != 0)) return;
    const auto count = static_cast<uint32_t>(__popcll(any));
    uint32_t before = count;  // inclusive sum over the lanes, then exclusive
#pragma unroll
    for (uint32_t step = 1; step < 32; step *= 2) {
      const uint32_t lower = __shfl_up_sync(0xffffffffu, before, step);
      if (threadIdx.x % 32 >= step) before += lower;
    }
    unsigned long long at = 0;
    if (threadIdx.x % 32 == 31) at = atomicAdd(sinks.suspects.found, static_cast<unsigned long long>(before));
    at = __shfl_sync(0xffffffffu, at, 31) + before - count;
    for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
      if ((any & bit(i, j, e)) == 0) return;
      const auto because = [&](uint64_t of, OpenQuestion why) { return (of & bit(i, j, e)) != 0 ? why : 0u; };
      const Suspect suspect = {view.row(i, e), view.column(j, e), cells[i][j][e],
                               because(bin, kOpenBin) | because(lists, kOpenLists) | because(largest, kOpenLargest)};
      put(view.work, sinks, at++, suspect);
    });
  }

 private:
  static __device__ __noinline__ void put(const TileWork& work, const TileSinks& sinks, unsigned long long at,
                                          Suspect suspect) {
    if (at < sinks.suspects.capacity) {
      sinks.suspects.suspects[at] = suspect;
    } else {
      settle_suspect(work, sinks, suspect);
    }
  }
};

}  // namespace tessera::cuda
