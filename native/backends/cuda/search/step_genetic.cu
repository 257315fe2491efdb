#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/genetic.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::memetic_start<island::Genetic>(team);
    } else {
      island::memetic_step<island::Genetic>(team);
    }
  }
};
}  // namespace

void step_genetic(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (ga)");
}

}  // namespace tessera::cuda
