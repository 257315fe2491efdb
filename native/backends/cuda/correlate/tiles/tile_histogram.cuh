#pragma once

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

}  // namespace tessera::cuda
