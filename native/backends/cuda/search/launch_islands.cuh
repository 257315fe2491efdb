// Starts a kernel of one block per island.
#pragma once

#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/device/devices.h"
#include "backends/cuda/search/block_team.cuh"
#include "search/island/run_island.h"

namespace tessera::cuda {

inline __device__ uint64_t device_nanoseconds() {
  uint64_t now;
  asm volatile("mov.u64 %0, %globaltimer;" : "=l"(now));
  return now;
}

/** Blocks that a multiprocessor should hold at a time: no more registers a thread than allow it. */
template <uint32_t Threads>
constexpr uint32_t kBlocksTogether = Threads >= kWideBlock ? 1 : 3;

/**
 * Writes the island's head to the host, and then that it is there. What the host waits for is no event and no copy: these would
 * keep a queue of the device closed to other searches until the kernel ends. All threads of the block call.
 */
template <uint32_t Threads>
__device__ void report_island(const IslandWork& work, uint32_t place, uint64_t began) {
  __syncthreads();
  const auto* const from = reinterpret_cast<const uint64_t*>(work.states + place * work.state_bytes);
  unsigned char* const report = work.reports + place * work.report_bytes;
  auto* const to = reinterpret_cast<volatile uint64_t*>(report);
  for (uint32_t k = threadIdx.x; k < work.head_bytes / sizeof(uint64_t); k += Threads) to[k] = from[k];
  __threadfence_system();
  __syncthreads();
  if (threadIdx.x != 0) return;
  auto* const end = reinterpret_cast<volatile IslandReport*>(report + work.head_bytes);
  end->began = began;
  end->ended = device_nanoseconds();
  __threadfence_system();
  end->launch = work.launch;
}

/** `Action` has a static run(team, work). Launched in clusters, all blocks of one have one island. */
template <uint32_t Threads, class Action>
__global__ void __launch_bounds__(Threads, kBlocksTogether<Threads>) on_islands(const __grid_constant__ IslandWork work) {
  const uint64_t began = device_nanoseconds();
  extern __shared__ __align__(16) double tile[];
  __shared__ BlockShared<Threads> shared;
  // Out of shared memory the islands' code, which takes references, reads it sooner.
  static_assert(sizeof(IslandWork) % sizeof(uint64_t) == 0);
  const auto* const from = reinterpret_cast<const uint64_t*>(&work);
  auto* const to = reinterpret_cast<uint64_t*>(&shared.given);
  for (uint32_t k = threadIdx.x; k < sizeof(IslandWork) / sizeof(uint64_t); k += Threads) to[k] = from[k];
  __syncthreads();
  if constexpr (Action::together) {
    const BlockCluster cluster = block_cluster();
    const uint32_t place = blockIdx.x / cluster.blocks;
    BlockTeam<Threads> team(shared, tile, place, cluster);
    if (cluster.rank > 0) return team.serve();
    Action::run(team, shared.given);
    if (cluster.together()) team.dismiss();
    team.close(shared.given, place);
    report_island<Threads>(shared.given, place, began);
  } else {
    BlockTeam<Threads> team(shared, tile, blockIdx.x);
    Action::run(team, shared.given);
    team.close(shared.given, blockIdx.x);
    report_island<Threads>(shared.given, blockIdx.x, began);
  }
}

/** A generation of one algorithm. */
template <search::AlgorithmId algorithm>
struct Generation {
  static constexpr bool together = false;
  template <uint32_t Threads>
  static __device__ __forceinline__ void run(BlockTeam<Threads>& team, const IslandWork&) {
    island::run_generation<algorithm>(team);
  }
};

/** Beside the tile and what every block has; two wide blocks still fit a multiprocessor that has 200 KB. */
constexpr int kMostNearBytes = 40 << 10;
/** That a multiprocessor keeps of its shared memory for each block. */
constexpr int kKeptOfBlock = 1 << 10;

/** Compute capability from which blocks may share their memory. */
constexpr int kHasClusters = 90;

/** Launches clusters of so many blocks, or of fewer where the device has no room for one; single blocks on older cards. */
template <class Kernel>
void launch_clusters(Kernel kernel, const IslandWork& work, uint32_t threads, uint32_t shared, cudaStream_t stream,
                     const char* what) {
  cudaLaunchAttribute cluster{};
  cluster.id = cudaLaunchAttributeClusterDimension;
  cudaLaunchConfig_t config{};
  config.blockDim = dim3(threads);
  config.dynamicSmemBytes = shared;
  config.stream = stream;
  config.attrs = &cluster;
  config.numAttrs = 1;
  cudaFuncAttributes compiled{};
  if (work.blocks > 1) check(cudaFuncGetAttributes(&compiled, kernel), what);
  // Code of an older card on a newer one knows nothing of clusters either.
  for (uint32_t blocks = compiled.ptxVersion < kHasClusters ? 1 : work.blocks; blocks > 1; blocks /= 2) {
    cluster.val.clusterDim.x = blocks;
    cluster.val.clusterDim.y = cluster.val.clusterDim.z = 1;
    config.gridDim = dim3(work.islands * blocks);
    int at_a_time = 0;
    check(cudaOccupancyMaxActiveClusters(&at_a_time, kernel, &config), what);
    if (at_a_time > 0) return check(cudaLaunchKernelEx(&config, kernel, work), what);
  }
  kernel<<<work.islands, threads, shared, stream>>>(work);
  check_launch(what);
}

template <uint32_t Threads, class Action>
void launch_islands(IslandWork work, cudaStream_t stream, const char* what) {
  if (work.islands == 0) return;
  constexpr auto tile = static_cast<int>(kTileDoubles<Threads> * sizeof(double)),
                 own = static_cast<int>(sizeof(BlockShared<Threads>));
  static_assert(own + tile <= 64 << 10, "compute capability 7.5 has no more");
  const int share = (shared_limit() + kKeptOfBlock) / static_cast<int>(kBlocksTogether<Threads>) - kKeptOfBlock;
  const int near = std::clamp(share - own - tile, 0, kMostNearBytes) / 16 * 16;
  work.near_bytes = static_cast<uint32_t>(near);
  const auto kernel = on_islands<Threads, Action>;
  check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, tile + near), what);
  launch_clusters(kernel, work, Threads, static_cast<uint32_t>(tile + near), stream, what);
}

/** step_<id> and narrow_step_<id> of island_kernels.h. */
#define TSR_STEP_KERNEL(id, name)                                                                          \
  void step_##id(const IslandWork& work, cudaStream_t stream) {                                            \
    launch_islands<kWideBlock, Generation<search::AlgorithmId::id>>(work, stream, "searching (" name ")"); \
  }
#define TSR_NARROW_STEP_KERNEL(id, name)                                                                     \
  void narrow_step_##id(const IslandWork& work, cudaStream_t stream) {                                       \
    launch_islands<kNarrowBlock, Generation<search::AlgorithmId::id>>(work, stream, "searching (" name ")"); \
  }

}  // namespace tessera::cuda
