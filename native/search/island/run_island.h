#pragma once

#include "search/island/ant_colony.h"
#include "search/island/bayesian.h"
#include "search/island/differential_evolution.h"
#include "search/island/hill_climbing.h"
#include "search/island/particle_swarm.h"
#include "search/island/random_search.h"
#include "search/island/simulated_annealing.h"

namespace tessera::search::island {

/** An island's share of a generation, or, in generation 0, its first state; about generation.quota evaluations. */
template <AlgorithmId Algorithm, class Team>
TSR_SIDE void run_island(Team& team) {
  const bool starts = team.generation.number == 0;
  if constexpr (Algorithm == AlgorithmId::genetic) {
    starts ? memetic_start<Genetic>(team) : memetic_step<Genetic>(team);
  } else if constexpr (Algorithm == AlgorithmId::particle_swarm) {
    starts ? memetic_start<ParticleSwarm>(team) : memetic_step<ParticleSwarm>(team);
  } else if constexpr (Algorithm == AlgorithmId::differential_evolution) {
    starts ? memetic_start<DifferentialEvolution>(team) : memetic_step<DifferentialEvolution>(team);
  } else if constexpr (Algorithm == AlgorithmId::simulated_annealing) {
    starts ? SimulatedAnnealing::start(team) : SimulatedAnnealing::step(team);
  } else if constexpr (Algorithm == AlgorithmId::ant_colony) {
    starts ? AntColony::start(team) : AntColony::step(team);
  } else if constexpr (Algorithm == AlgorithmId::hill_climbing) {
    starts ? HillClimbing::start(team) : HillClimbing::step(team);
  } else if constexpr (Algorithm == AlgorithmId::bayesian) {
    starts ? Bayesian::start(team) : Bayesian::step(team);
  } else {
    RandomSearch::step(team);
  }
}

}  // namespace tessera::search::island
