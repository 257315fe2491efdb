#include "search/algorithm.h"
#include "search/algorithms/ant_colony.h"
#include "search/algorithms/bayesian.h"
#include "search/algorithms/differential_evolution.h"
#include "search/algorithms/genetic.h"
#include "search/algorithms/hill_climbing.h"
#include "search/algorithms/particle_swarm.h"
#include "search/algorithms/random_search.h"
#include "search/algorithms/simulated_annealing.h"

namespace tessera::search {

std::span<const ParameterSpec> parameter_specs(AlgorithmId id) {
  switch (id) {
    case AlgorithmId::genetic: return Genetic::specs();
    case AlgorithmId::particle_swarm: return ParticleSwarm::specs();
    case AlgorithmId::simulated_annealing: return SimulatedAnnealing::specs();
    case AlgorithmId::differential_evolution: return DifferentialEvolution::specs();
    case AlgorithmId::ant_colony: return AntColony::specs();
    case AlgorithmId::hill_climbing: return HillClimbing::specs();
    case AlgorithmId::bayesian: return Bayesian::specs();
    case AlgorithmId::random_search: break;
  }
  return RandomSearch::specs();
}

std::unique_ptr<Algorithm> make_algorithm(const Problem& problem, const Parameters& parameters) {
  switch (problem.algorithm) {
    case AlgorithmId::genetic: return std::make_unique<Genetic>(problem, parameters);
    case AlgorithmId::particle_swarm: return std::make_unique<ParticleSwarm>(problem, parameters);
    case AlgorithmId::simulated_annealing: return std::make_unique<SimulatedAnnealing>(problem, parameters);
    case AlgorithmId::differential_evolution: return std::make_unique<DifferentialEvolution>(problem, parameters);
    case AlgorithmId::ant_colony: return std::make_unique<AntColony>(problem, parameters);
    case AlgorithmId::hill_climbing: return std::make_unique<HillClimbing>(problem, parameters);
    case AlgorithmId::bayesian: return std::make_unique<Bayesian>(problem, parameters);
    case AlgorithmId::random_search: break;
  }
  return std::make_unique<RandomSearch>(parameters);
}

}  // namespace tessera::search
