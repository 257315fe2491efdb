#pragma once

#include "search/algorithms.h"
#include "search/island/ant_colony.h"
#include "search/island/bayesian.h"
#include "search/island/differential_evolution.h"
#include "search/island/genetic.h"
#include "search/island/hill_climbing.h"
#include "search/island/particle_swarm.h"
#include "search/island/random_search.h"
#include "search/island/simulated_annealing.h"

namespace tessera::search::island {

/** What the islands of an algorithm do: KindOf<id>::type has `start` and `step`. */
template <AlgorithmId>
struct KindOf;
#define TSR_KIND(id, name, islands, kernels) \
  template <>                                \
  struct KindOf<AlgorithmId::id> {           \
    using type = islands;                    \
  };
TSR_ALGORITHMS(TSR_KIND)
#undef TSR_KIND

/** An island's share of a generation, or, in generation 0, its first state; about generation.quota evaluations. */
template <AlgorithmId algorithm, class Team>
TSR_SIDE void run_generation(Team& team) {
  using Kind = typename KindOf<algorithm>::type;
  if (team.generation.number == 0) {
    Kind::start(team);
  } else {
    Kind::step(team);
  }
}

/** The same of the problem's algorithm. */
template <class Team>
TSR_SIDE void run_island(Team& team) {
  switch (algorithm_of(team.problem)) {
#define TSR_CASE(id, ...) \
  case AlgorithmId::id: return run_generation<AlgorithmId::id>(team);
    TSR_ALGORITHMS(TSR_CASE)
#undef TSR_CASE
  }
}

}  // namespace tessera::search::island
