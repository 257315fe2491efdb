#pragma once

#include <cstdint>

#include "formulas/hd.h"

namespace tessera::search {

/**
 * The algorithms: X(id, name, islands, kernels). `islands` is what an island of it does (search/island, included by
 * run_island.h), `id` names the file in search/algorithms with what the host does between generations, `kernels` the unit
 * step_<kernels>.cu of backends/cuda/search that compiles it. In the order of the table in electron/contract/algorithms.ts; the
 * place keys the random streams, so it never changes.
 */
#define TSR_ALGORITHMS(X)                                                      \
  X(genetic, "ga", Memetic<Genetic>, populations)                              \
  X(particle_swarm, "pso", Memetic<ParticleSwarm>, populations)                \
  X(simulated_annealing, "sa", SimulatedAnnealing, walks)                      \
  X(differential_evolution, "de", Memetic<DifferentialEvolution>, populations) \
  X(ant_colony, "aco", AntColony, populations)                                 \
  X(hill_climbing, "hc", HillClimbing, walks)                                  \
  X(bayesian, "bo", Bayesian, walks)                                           \
  X(random_search, "rs", RandomSearch, walks)

enum class AlgorithmId : uint32_t {
#define TSR_ALGORITHM_ID(id, ...) id,
  TSR_ALGORITHMS(TSR_ALGORITHM_ID)
#undef TSR_ALGORITHM_ID
};

/** The one that the others must beat: it draws at random, looks at no columns and has no descent at its end. */
TSR_HD constexpr bool is_baseline(AlgorithmId algorithm) { return algorithm == AlgorithmId::random_search; }

/** All of them, by number. */
inline constexpr AlgorithmId kAlgorithms[] = {
#define TSR_ALGORITHM_ID(id, ...) AlgorithmId::id,
    TSR_ALGORITHMS(TSR_ALGORITHM_ID)
#undef TSR_ALGORITHM_ID
};

/** What it is called in requests and files. */
constexpr const char* name_of(AlgorithmId algorithm) {
  constexpr const char* kNames[] = {
#define TSR_ALGORITHM_NAME(id, name, ...) name,
      TSR_ALGORITHMS(TSR_ALGORITHM_NAME)
#undef TSR_ALGORITHM_NAME
  };
  return kNames[static_cast<uint32_t>(algorithm)];
}

}  // namespace tessera::search
