#include "backends/cuda/search/island_kernels.h"

#include "search/algorithm_id.h"

namespace tessera::cuda {

void step_islands(const IslandWork& work, cudaStream_t stream) {
  using search::AlgorithmId;
  switch (static_cast<AlgorithmId>(work.problem.algorithm)) {
    case AlgorithmId::genetic: return step_genetic(work, stream);
    case AlgorithmId::particle_swarm: return step_particle_swarm(work, stream);
    case AlgorithmId::simulated_annealing: return step_simulated_annealing(work, stream);
    case AlgorithmId::differential_evolution: return step_differential_evolution(work, stream);
    case AlgorithmId::ant_colony: return step_ant_colony(work, stream);
    case AlgorithmId::hill_climbing: return step_hill_climbing(work, stream);
    case AlgorithmId::bayesian: return step_bayesian(work, stream);
    case AlgorithmId::random_search: return step_random_search(work, stream);
  }
}

}  // namespace tessera::cuda
