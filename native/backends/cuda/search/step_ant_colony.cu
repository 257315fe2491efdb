#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/ant_colony.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::AntColony::start(team);
    } else {
      island::AntColony::step(team);
    }
  }
};
}  // namespace

void step_ant_colony(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (aco)");
}

}  // namespace tessera::cuda
