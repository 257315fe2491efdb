#pragma once

#include "backends/cuda/correlate/tiles/tile_place.cuh"

namespace tessera::cuda {

/** Bits of a float that compare as unsigned integers in the order of the floats. */
__device__ __forceinline__ uint32_t ordered_bits(float value) {
  const uint32_t bits = __float_as_uint(value);
  return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

/** Minimum, maximum and sum of the cells that a lane brings to one block of the map. */
struct BlockPart {
  uint32_t smallest = UINT32_MAX;
  uint32_t largest = 0;
  int32_t sum = 0;  // in units of 1 / kBlockUnit

  __device__ __forceinline__ void add(double rho) {
    add(ordered_bits(__double2float_rn(rho)), __double2int_rn(rho * kBlockUnit));
  }
  __device__ __forceinline__ void add(float rho) {
    add(ordered_bits(rho), __float2int_rn(rho * static_cast<float>(kBlockUnit)));
  }
  __device__ __forceinline__ void add(uint32_t bits, int32_t units) {
    smallest = min(smallest, bits);
    largest = max(largest, bits);
    sum += units;
  }
  /** What all lanes of the warp have. */
  __device__ __forceinline__ void reduce() {
#if __CUDA_ARCH__ >= 800
    smallest = __reduce_min_sync(0xffffffffu, smallest);
    largest = __reduce_max_sync(0xffffffffu, largest);
    sum = __reduce_add_sync(0xffffffffu, sum);
#else
    for (uint32_t step = 16; step > 0; step /= 2) {
      smallest = min(smallest, __shfl_xor_sync(0xffffffffu, smallest, step));
      largest = max(largest, __shfl_xor_sync(0xffffffffu, largest, step));
      sum += __shfl_xor_sync(0xffffffffu, sum, step);
    }
#endif
  }
  __device__ __forceinline__ void store(const TileSinks& sinks, uint64_t block) const {
    if (smallest > largest) return;
    atomicMin(sinks.block_min + block, smallest);
    atomicMax(sinks.block_max + block, largest);
    atomicAdd(sinks.block_sum + block, static_cast<unsigned long long>(static_cast<long long>(sum)));
  }
};

/**
 * Adds the tile's pairs to the blocks of the map, 16 x 16 pieces at a time: one that lies in one block is stored by one lane,
 * one that a block boundary crosses cell by cell.
 */
template <class Shape, class Real>
__device__ __forceinline__ void add_blocks(const TileView<Shape>& view, const TileCells<Shape, Real>& cells,
                                           const TileSinks& sinks) {
  const uint32_t size = sinks.block_size;
#pragma unroll
  for (uint32_t piece = 0; piece < Shape::kRowFragments * Shape::kColumnFragments / 2; ++piece) {
    const uint32_t i = piece / (Shape::kColumnFragments / 2), k = piece % (Shape::kColumnFragments / 2);
    const uint32_t row = view.first_row + view.place.first_row + 16 * i;
    const uint32_t column = view.first_column + view.place.first_column + 16 * k;
    const bool whole = (row + 15) / size == row / size && (column + 15) / size == column / size;
    BlockPart part;
#pragma unroll
    for (uint32_t cell = 0; cell < 8; ++cell) {
      const uint32_t j = 2 * k + cell / 4, e = cell % 4;
      const uint32_t r = view.row(i, e), c = view.column(j, e);
      if (!view.is_pair(r, c)) continue;
      part.add(cells[i][j][e]);
      if (whole) continue;
      part.store(sinks, uint64_t{r / size} * sinks.block_count + c / size);
      part = BlockPart();
    }
    if (!whole) continue;
    part.reduce();
    if (threadIdx.x % 32 == 0) part.store(sinks, uint64_t{row / size} * sinks.block_count + column / size);
  }
}

}  // namespace tessera::cuda
