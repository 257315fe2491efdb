// Starts a kernel of one block per island.
#pragma once

#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/device/devices.h"
#include "backends/cuda/search/block_team.cuh"
#include "search/island/run_island.h"

namespace tessera::cuda {

/** `Action` has a static run(team, work). */
template <class Action>
__global__ void __launch_bounds__(kBlockThreads, 1) on_islands(const __grid_constant__ IslandWork work) {
  extern __shared__ __align__(16) double tile[];
  __shared__ BlockShared shared;
  // Out of shared memory the islands' code, which takes references, reads it sooner.
  static_assert(sizeof(IslandWork) % sizeof(uint64_t) == 0);
  const auto* const from = reinterpret_cast<const uint64_t*>(&work);
  auto* const to = reinterpret_cast<uint64_t*>(&shared.given);
  for (uint32_t k = threadIdx.x; k < sizeof(IslandWork) / sizeof(uint64_t); k += kBlockThreads) to[k] = from[k];
  __syncthreads();
  BlockTeam team(shared, tile);
  Action::run(team, shared.given);
  team.close(shared.given);
}

/** A generation of one algorithm. */
template <search::AlgorithmId algorithm>
struct Generation {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) { island::run_generation<algorithm>(team); }
};

/** Beside the tile and what every block has; two blocks still fit a multiprocessor that has 200 KB. */
constexpr int kMostNearBytes = 40 << 10;

template <class Action>
void launch_islands(IslandWork work, cudaStream_t stream, const char* what) {
  if (work.islands == 0) return;
  constexpr auto tile = static_cast<int>(kTileDoubles * sizeof(double));
  static_assert(sizeof(BlockShared) + kTileDoubles * sizeof(double) <= 64 << 10, "compute capability 7.5 has no more");
  const int near = std::clamp(shared_limit() - static_cast<int>(sizeof(BlockShared)) - tile, 0, kMostNearBytes) / 16 * 16;
  work.near_bytes = static_cast<uint32_t>(near);
  check(cudaFuncSetAttribute(on_islands<Action>, cudaFuncAttributeMaxDynamicSharedMemorySize, tile + near), what);
  on_islands<Action><<<work.islands, kBlockThreads, tile + near, stream>>>(work);
  check_launch(what);
}

/** step_<id> of island_kernels.h. */
#define TSR_STEP_KERNEL(id, name)                                                              \
  void step_##id(const IslandWork& work, cudaStream_t stream) {                                \
    launch_islands<Generation<search::AlgorithmId::id>>(work, stream, "searching (" name ")"); \
  }

}  // namespace tessera::cuda
