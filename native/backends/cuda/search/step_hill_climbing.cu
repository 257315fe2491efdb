#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/hill_climbing.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::HillClimbing::start(team);
    } else {
      island::HillClimbing::step(team);
    }
  }
};
}  // namespace

void step_hill_climbing(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (hc)");
}

}  // namespace tessera::cuda
