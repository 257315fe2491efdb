// Keeps the most promising swaps of a scan in order.
#pragma once

#include "backends/cuda/search/block_scratch.h"

namespace tessera::cuda {

/** The order of search/screen.cpp: best bounds first, ties by out, in. Total, as no swap is there twice. */
__device__ __forceinline__ bool ranks_first(const island::ScreenedSwap& a, const island::ScreenedSwap& b) {
  if (a.bound != b.bound) return a.bound > b.bound;
  return a.swap.out != b.swap.out ? a.swap.out < b.swap.out : a.swap.in < b.swap.in;
}

/**
 * Sorts list[0 .. count) in place, best first; the list has room for a power of two. A bitonic network (Batcher 1968). All
 * threads of the block call.
 */
template <uint32_t Threads>
__device__ __noinline__ void sort_swaps(island::ScreenedSwap* list, uint32_t count) {
  const uint32_t size = power_of_two(count);
  __syncthreads();
  for (uint32_t k = count + threadIdx.x; k < size; k += Threads) list[k] = {-HUGE_VAL, {0xFFFFFFFFu, k}};
  for (uint32_t run = 2; run <= size; run *= 2) {
    for (uint32_t step = run / 2; step > 0; step /= 2) {
      __syncthreads();
      for (uint32_t k = threadIdx.x; k < size / 2; k += Threads) {
        const uint32_t low = 2 * k - (k & (step - 1));
        const uint32_t high = low + step;
        const bool ascending = (low & run) == 0;
        const island::ScreenedSwap a = list[low], b = list[high];
        if (ranks_first(b, a) != ascending) continue;
        list[low] = b;
        list[high] = a;
      }
    }
  }
  __syncthreads();
}

}  // namespace tessera::cuda
