#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/simulated_annealing.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::SimulatedAnnealing::start(team);
    } else {
      island::SimulatedAnnealing::step(team);
    }
  }
};
}  // namespace

void step_simulated_annealing(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (sa)");
}

}  // namespace tessera::cuda
