// Sums and maxima across the lanes of a warp. A step halves the values that a lane keeps, as long as it has several,
// instead of reducing each value in every lane. The order of additions is fixed.
#pragma once

#include <cstdint>

#include "backends/cuda/correlate/tiles/tile_place.cuh"

namespace tessera::cuda {

/**
 * Counts rho in equal bins over [-1, 1]. rho x bins/2 + bins/2 + 1 is added to 2^50 and rounded down, which leaves 4 x
 * the bin (and two bits below it) in the low word: one instruction, exact, no conversion. Bin 0 and the last
 * catch what rounding put beyond -1 and 1.
 */
class TileHistogram {
 public:
  __device__ __forceinline__ TileHistogram(const TileSinks& sinks, uint32_t* shared)
      : sinks_(sinks), shared_(static_cast<uint32_t>(__cvta_generic_to_shared(shared))), counts_(shared) {
    scale_ = 0.5 * sinks.bins;
    offset_ = scale_ + 1.0 + 1125899906842624.0;
  }

  __device__ __forceinline__ void clear() const {
    if (!sinks_.bins_in_shared) return;
    for (uint32_t i = threadIdx.x; i < sinks_.bins + 2; i += kTileThreads) counts_[i] = 0;
  }

  __device__ __forceinline__ uint32_t byte_of(double rho) const {
    return static_cast<uint32_t>(__double2loint(__fma_rd(rho, scale_, offset_))) & ~3u;
  }
  __device__ __forceinline__ void count_shared(double rho) const { count_shared_byte(byte_of(rho)); }
  __device__ __forceinline__ void count_shared_byte(uint32_t byte) const {
    asm volatile("red.shared.add.u32 [%0], 1;" ::"r"(shared_ + byte) : "memory");
  }
  __device__ __noinline__ void count_global(double rho) const { atomicAdd(sinks_.histogram + byte_of(rho) / 4, 1ull); }
  __device__ __noinline__ void count_global_byte(uint32_t byte) const { atomicAdd(sinks_.histogram + byte / 4, 1ull); }

  /** Counts `count` pairs of the same rho. */
  __device__ __forceinline__ void add(double rho, uint32_t count) const {
    const uint32_t bin = byte_of(rho) / 4;
    if (in_shared()) {
      atomicAdd(counts_ + bin, count);
    } else {
      atomicAdd(sinks_.histogram + bin, static_cast<unsigned long long>(count));
    }
  }

  /** After a barrier: adds the block's counts to the result. */
  __device__ __forceinline__ void flush() const {
    if (!sinks_.bins_in_shared) return;
    for (uint32_t i = threadIdx.x; i < sinks_.bins + 2; i += kTileThreads) {
      if (counts_[i] != 0) atomicAdd(sinks_.histogram + i, static_cast<unsigned long long>(counts_[i]));
    }
  }

  __device__ __forceinline__ bool in_shared() const { return sinks_.bins_in_shared != 0; }
  __device__ __forceinline__ bool wanted() const { return sinks_.bins != 0; }

 private:
  const TileSinks& sinks_;
  uint32_t shared_;
  uint32_t* counts_;
  double scale_, offset_;
};

__device__ __forceinline__ void append_pair(const PairList& list, uint32_t a, uint32_t b, double rho) {
  const unsigned long long at = atomicAdd(list.found, 1ull);
  if (at < list.capacity) list.pairs[at] = {a < b ? a : b, a < b ? b : a, rho};
}

/** Appends one pair where it passes. Out of line: it is called from many places and seldom. */
__device__ __noinline__ inline void offer_pair(const TileSinks& sinks, const TileWork& work, uint32_t row, uint32_t column,
                                               double rho) {
  if (row >= column || column >= work.count) return;
  const uint32_t a = work.ids == nullptr ? row : work.ids[row];
  const uint32_t b = work.ids == nullptr ? column : work.ids[column];
  const double clamped = fmin(fmax(rho, -1.0), 1.0);
  if (clamped >= sinks.top.cut) append_pair(sinks.top, a, b, clamped);
  if (fabs(clamped) >= sinks.threshold.cut) append_pair(sinks.threshold, a, b, clamped);
}

/** Offers the lane's cells from `lowest` (a magnitude) on. Few tiles have any, so every cell is looked at once more. */
template <class Shape>
__device__ __forceinline__ void collect_pairs(const TileView<Shape>& view, const TileCells<Shape>& cells,
                                              const TileSinks& sinks, double lowest) {
  for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
    const double rho = cells[i][j][e];
    if (fabs(rho) >= lowest) offer_pair(sinks, view.work, view.row(i, e), view.column(j, e), rho);
  });
}

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

struct Add {
  template <class T>
  __device__ __forceinline__ T operator()(T a, T b) const {
    return a + b;
  }
};
struct LargerDouble {
  __device__ __forceinline__ double operator()(double a, double b) const { return a > b ? a : b; }
};

/**
 * Combines v[0..Count) over the 2^Steps lanes that differ in the bits from `Bit` up. max(1, Count >> Steps) values
 * remain; the return value is the index of v[0] among the Count.
 */
template <uint32_t Count, uint32_t Bit, uint32_t Steps, class T, class Combine>
__device__ __forceinline__ uint32_t reduce_lanes(T* v, Combine combine) {
  if constexpr (Steps == 0) {
    return 0;
  } else if constexpr (Count == 1) {
    v[0] = combine(v[0], __shfl_xor_sync(0xffffffffu, v[0], Bit));
    return reduce_lanes<1, 2 * Bit, Steps - 1>(v, combine);
  } else {
    const bool upper = (threadIdx.x & Bit) != 0;
#pragma unroll
    for (uint32_t k = 0; k < Count / 2; ++k) {
      const T mine = upper ? v[k + Count / 2] : v[k];
      const T theirs = upper ? v[k] : v[k + Count / 2];
      v[k] = combine(mine, __shfl_xor_sync(0xffffffffu, theirs, Bit));
    }
    return (upper ? Count / 2 : 0) + reduce_lanes<Count / 2, 2 * Bit, Steps - 1>(v, combine);
  }
}

}  // namespace tessera::cuda
