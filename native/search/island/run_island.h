#pragma once

#include "search/island/ant_colony.h"
#include "search/island/bayesian.h"
#include "search/island/differential_evolution.h"
#include "search/island/hill_climbing.h"
#include "search/island/particle_swarm.h"
#include "search/island/random_search.h"
#include "search/island/run_generation.h"
#include "search/island/simulated_annealing.h"

namespace tessera::search::island {

/** run_generation of the problem's algorithm. */
template <class Team>
TSR_SIDE void run_island(Team& team) {
  switch (algorithm_of(team.problem)) {
    case AlgorithmId::genetic: return run_generation<Memetic<Genetic>>(team);
    case AlgorithmId::particle_swarm: return run_generation<Memetic<ParticleSwarm>>(team);
    case AlgorithmId::simulated_annealing: return run_generation<SimulatedAnnealing>(team);
    case AlgorithmId::differential_evolution: return run_generation<Memetic<DifferentialEvolution>>(team);
    case AlgorithmId::ant_colony: return run_generation<AntColony>(team);
    case AlgorithmId::hill_climbing: return run_generation<HillClimbing>(team);
    case AlgorithmId::bayesian: return run_generation<Bayesian>(team);
    case AlgorithmId::random_search: return run_generation<RandomSearch>(team);
  }
}

}  // namespace tessera::search::island
