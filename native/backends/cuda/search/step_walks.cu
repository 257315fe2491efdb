// Islands that walk from one portfolio, learn a model or draw at random, and the descent at the end. One file for several
// kernels: what they share is compiled once.
#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/polish.h"

namespace tessera::cuda {

namespace {

struct Polish {
  static constexpr bool together = true;
  template <uint32_t Threads>
  static __device__ __forceinline__ void run(BlockTeam<Threads>& team, const IslandWork& work) {
    island::polish_best(team, work.polish_budget);
  }
};

}  // namespace

#define TSR_STEP_IN_walks(id, name) TSR_STEP_KERNEL(id, name)
#define TSR_STEP_IN_populations(id, name)
#define TSR_STEP(id, name, islands, kernels) TSR_STEP_IN_##kernels(id, name)
TSR_ALGORITHMS(TSR_STEP)

void polish_islands(const IslandWork& work, cudaStream_t stream) {
  launch_islands<kDescentBlock, Polish>(work, stream, "descending to local optima");
}

}  // namespace tessera::cuda
