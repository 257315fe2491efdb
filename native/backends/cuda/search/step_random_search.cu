#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/random_search.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    island::RandomSearch::step(team);
  }
};
}  // namespace

void step_random_search(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (rs)");
}

}  // namespace tessera::cuda
