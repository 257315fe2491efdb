#pragma once

#include <cstdint>

namespace tessera::search {

/** Order of the contract's table of algorithms; the number keys the random streams, so it never changes. */
enum class AlgorithmId : uint32_t {
  genetic = 0,
  particle_swarm = 1,
  simulated_annealing = 2,
  differential_evolution = 3,
  ant_colony = 4,
  hill_climbing = 5,
  bayesian = 6,
  random_search = 7,
};
inline constexpr uint32_t algorithm_count = 8;
inline constexpr const char* algorithm_names[algorithm_count] = {"ga", "pso", "sa", "de", "aco", "hc", "bo", "rs"};

}  // namespace tessera::search
