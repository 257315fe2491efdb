#pragma once

#include <cuda_runtime_api.h>

#include "backends/cuda/search/island_work.h"

namespace tessera::cuda {

/** Descends the best portfolio of each island, see search/island/polish_best.h. Asynchronous. */
void polish_islands(const IslandWork& work, cudaStream_t stream);

// One generation of all islands of the work by one algorithm each, a block an island. Asynchronous.
void step_genetic(const IslandWork& work, cudaStream_t stream);
void step_particle_swarm(const IslandWork& work, cudaStream_t stream);
void step_simulated_annealing(const IslandWork& work, cudaStream_t stream);
void step_differential_evolution(const IslandWork& work, cudaStream_t stream);
void step_ant_colony(const IslandWork& work, cudaStream_t stream);
void step_hill_climbing(const IslandWork& work, cudaStream_t stream);
void step_bayesian(const IslandWork& work, cudaStream_t stream);
void step_random_search(const IslandWork& work, cudaStream_t stream);

}  // namespace tessera::cuda
