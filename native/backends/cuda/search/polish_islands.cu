#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/polish_best.h"

namespace tessera::cuda {

namespace {
struct Polish {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork& work) {
    island::polish_best(team, work.polish_budget);
  }
};
}  // namespace

void polish_islands(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Polish>(work, stream, "descending to local optima");
}

}  // namespace tessera::cuda
