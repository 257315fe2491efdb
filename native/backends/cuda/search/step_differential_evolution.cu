#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/differential_evolution.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::memetic_start<island::DifferentialEvolution>(team);
    } else {
      island::memetic_step<island::DifferentialEvolution>(team);
    }
  }
};
}  // namespace

void step_differential_evolution(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (de)");
}

}  // namespace tessera::cuda
