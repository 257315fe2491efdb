// What the threads of a block find out together. All of them call, and all get the answer.
#pragma once

#include "backends/cuda/search/block_scratch.h"
#include "search/score.h"

namespace tessera::cuda {

/** A candidate of a search for the best. */
struct Ranked {
  search::Score score;
  uint32_t place;

  /** Total order: the better score, the first of equals. */
  __device__ __forceinline__ bool before(const Ranked& other) const {
    if (search::better(score, other.score)) return true;
    return !search::better(other.score, score) && place < other.place;
  }
};

/** Shared memory of these functions. */
template <uint32_t Threads>
struct ReduceSpace {
  static constexpr uint32_t kWarps = Threads / 32;

  uint32_t counts[kWarps];
  uint32_t index;
  Ranked ranked[kWarps];
};

__device__ __forceinline__ Ranked better_of(const Ranked& a, const Ranked& b) { return b.before(a) ? b : a; }

/** The best of the threads' candidates. */
template <uint32_t Threads>
__device__ __forceinline__ Ranked block_best(Ranked own, ReduceSpace<Threads>& space) {
#pragma unroll
  for (uint32_t step = 16; step > 0; step /= 2) {
    const Ranked other = {
        {__shfl_xor_sync(0xffffffffu, own.score.violation, step), __shfl_xor_sync(0xffffffffu, own.score.fitness, step)},
        __shfl_xor_sync(0xffffffffu, own.place, step)};
    own = better_of(own, other);
  }
  if (threadIdx.x % 32 == 0) space.ranked[threadIdx.x / 32] = own;
  __syncthreads();
  Ranked best = space.ranked[0];
#pragma unroll
  for (uint32_t w = 1; w < ReduceSpace<Threads>::kWarps; ++w) best = better_of(best, space.ranked[w]);
  __syncthreads();
  return best;
}

/**
 * Places of the threads that pass, in their order, from `first` on. Returns the thread's place; `first` moves behind the last.
 */
template <uint32_t Threads>
__device__ __forceinline__ uint32_t block_places(bool pass, uint32_t& first, ReduceSpace<Threads>& space) {
  const uint32_t warp = threadIdx.x / 32;
  const uint32_t mask = __ballot_sync(0xffffffffu, pass);
  if (threadIdx.x % 32 == 0) space.counts[warp] = __popc(mask);
  __syncthreads();
  uint32_t before = 0, all = 0;
#pragma unroll
  for (uint32_t w = 0; w < ReduceSpace<Threads>::kWarps; ++w) {
    before += w < warp ? space.counts[w] : 0;
    all += space.counts[w];
  }
  const uint32_t place = first + before + __popc(mask & ((1u << (threadIdx.x % 32)) - 1));
  first += all;
  __syncthreads();
  return place;
}

}  // namespace tessera::cuda
