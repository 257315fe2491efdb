#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/particle_swarm.h"

namespace tessera::cuda {

namespace {
struct Step {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork&) {
    if (team.generation.number == 0) {
      island::memetic_start<island::ParticleSwarm>(team);
    } else {
      island::memetic_step<island::ParticleSwarm>(team);
    }
  }
};
}  // namespace

void step_particle_swarm(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Step>(work, stream, "searching (pso)");
}

}  // namespace tessera::cuda
