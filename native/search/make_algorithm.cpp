#include "search/algorithm.h"
#include "search/algorithms/hill_climbing.h"
#include "search/algorithms/random_search.h"
#include "search/algorithms/simulated_annealing.h"
#include "search/search_error.h"

namespace tessera::search {

std::span<const ParameterSpec> parameter_specs(AlgorithmId id) {
  switch (id) {
    case AlgorithmId::simulated_annealing: return SimulatedAnnealing::specs();
    case AlgorithmId::hill_climbing: return HillClimbing::specs();
    case AlgorithmId::random_search: return RandomSearch::specs();
    default: break;
  }
  return {};
}

std::unique_ptr<Algorithm> make_algorithm(const Problem& problem, const Parameters& parameters) {
  switch (problem.algorithm) {
    case AlgorithmId::simulated_annealing: return std::make_unique<SimulatedAnnealing>(problem, parameters);
    case AlgorithmId::hill_climbing: return std::make_unique<HillClimbing>(problem, parameters);
    case AlgorithmId::random_search: return std::make_unique<RandomSearch>(problem, parameters);
    default: break;
  }
  throw SearchError(TSR_BAD_ARGUMENT, "There is no such algorithm");
}

}  // namespace tessera::search
