// Islands that recombine portfolios. One file for several kernels: what they share is compiled once.
#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/ant_colony.h"
#include "search/island/differential_evolution.h"
#include "search/island/genetic.h"
#include "search/island/particle_swarm.h"

namespace tessera::cuda {

using island::Memetic;

void step_genetic(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<Memetic<island::Genetic>>>(work, stream, "searching (ga)");
}
void step_particle_swarm(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<Memetic<island::ParticleSwarm>>>(work, stream, "searching (pso)");
}
void step_differential_evolution(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<Memetic<island::DifferentialEvolution>>>(work, stream, "searching (de)");
}
void step_ant_colony(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<island::AntColony>>(work, stream, "searching (aco)");
}

}  // namespace tessera::cuda
