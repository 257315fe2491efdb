// Starts a kernel of one block per island.
#pragma once

#include "backends/cuda/check.h"
#include "backends/cuda/search/block_team.cuh"

namespace tessera::cuda {

/** `Action` has a static run(team). */
template <class Action>
__global__ void __launch_bounds__(kBlockThreads, 1) on_islands(const __grid_constant__ IslandWork work) {
  extern __shared__ __align__(16) double tile[];
  __shared__ BlockShared shared;
  BlockTeam team(work, shared, tile);
  Action::run(team, work);
}

template <class Action>
void launch_islands(const IslandWork& work, cudaStream_t stream, const char* what) {
  if (work.islands == 0) return;
  constexpr auto bytes = static_cast<int>(kTileDoubles * sizeof(double));
  check(cudaFuncSetAttribute(on_islands<Action>, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes), what);
  on_islands<Action><<<work.islands, kBlockThreads, bytes, stream>>>(work);
  check_launch(what);
}

}  // namespace tessera::cuda
