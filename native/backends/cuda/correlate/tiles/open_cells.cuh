#pragma once

#include "backends/cuda/correlate/tiles/settle_suspect.cuh"

namespace tessera::cuda {

/** Which of a lane's cells single precision leaves open, and why. Bit 16 i + 4 j + e is the cell (i, j, e). */
struct OpenCells {
  uint64_t bin = 0, lists = 0, largest = 0;

  static __device__ __forceinline__ uint64_t bit(uint32_t i, uint32_t j, uint32_t e) { return 1ull << (16 * i + 4 * j + e); }
  /** The eight cells of a lane's row 2 i + e / 2, and of its column 2 j + e % 2. */
  static __device__ __forceinline__ uint64_t row_bits(uint32_t r) { return 0x3333ull << (16 * (r / 2) + 2 * (r % 2)); }
  static __device__ __forceinline__ uint64_t column_bits(uint32_t c) { return 0x0005000500050005ull << (4 * (c / 2) + c % 2); }

  /** Appends the open cells to the list of suspects, with one reservation a warp; what the list has no room for is settled at once. */
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
