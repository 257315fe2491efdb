#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/bayesian.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::Bayesian::start(team);
    } else {
      island::Bayesian::step(team);
    }
  }
};
}  // namespace

void step_bayesian(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (bo)");
}

}  // namespace tessera::cuda
