// Blocks that work on one island together: a cluster, which cards of compute capability 9 and newer have. Elsewhere, and where
// it was launched without, a block is alone.
#pragma once

#include "backends/cuda/search/block_scratch.h"

namespace tessera::cuda {

/** A block's place among those that work on its island. */
struct BlockCluster {
  uint32_t rank = 0;  // 0 = the one that has the island, the others do shares of its work
  uint32_t blocks = 1;

  __device__ __forceinline__ bool together() const { return blocks > 1; }
};

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900

__device__ __forceinline__ BlockCluster block_cluster() { return {__clusterRelativeBlockRank(), __clusterSizeInBlocks()}; }

/** All threads of all blocks wait for one another and see what each has written. */
__device__ __forceinline__ void sync_cluster() {
  __syncthreads();
  __cluster_barrier_arrive();
  __cluster_barrier_wait();
}

/** The same variable of another block where it lies in shared memory; memory that all blocks see stays what it is. */
template <class T>
__device__ __forceinline__ const T* of_block(const T* own, uint32_t rank) {
  return __isShared(own) ? static_cast<const T*>(__cluster_map_shared_rank(own, rank)) : own;
}

#else

__device__ __forceinline__ BlockCluster block_cluster() { return {}; }
__device__ __forceinline__ void sync_cluster() { __syncthreads(); }
template <class T>
__device__ __forceinline__ const T* of_block(const T* own, uint32_t) {
  return own;
}

#endif

}  // namespace tessera::cuda
