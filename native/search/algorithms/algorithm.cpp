#include "search/algorithms/algorithm.h"

#include <algorithm>

#include "search/algorithms/island_exchange.h"

namespace tessera::search {

namespace {

constexpr uint64_t kLongRun = 30'000'000;  // evaluations of a run whose islands may be many

/** Of a long run: as many as fill a GPU, as far as they find no less than eight (docs/performance.md). */
constexpr uint32_t most_islands(AlgorithmId algorithm) {
  switch (algorithm) {
    case AlgorithmId::genetic: return 128;
    case AlgorithmId::particle_swarm: return 128;
    case AlgorithmId::simulated_annealing: return 256;
    case AlgorithmId::differential_evolution: return 256;
    case AlgorithmId::ant_colony: return 256;
    case AlgorithmId::hill_climbing: return 128;
    case AlgorithmId::bayesian:
    case AlgorithmId::random_search: return kFewIslands;
  }
  return kFewIslands;
}

}  // namespace

// What the file of each algorithm has.
#define TSR_HALF(id, ...)                      \
  std::span<const ParameterSpec> id##_specs(); \
  std::unique_ptr<Algorithm> make_##id(const Problem& problem, const Parameters& parameters);
TSR_ALGORITHMS(TSR_HALF)
#undef TSR_HALF

std::span<const ParameterSpec> parameter_specs(AlgorithmId algorithm) {
  switch (algorithm) {
#define TSR_SPECS(id, ...) \
  case AlgorithmId::id: return id##_specs();
    TSR_ALGORITHMS(TSR_SPECS)
#undef TSR_SPECS
  }
  return {};
}

std::unique_ptr<Algorithm> make_algorithm(const Problem& problem, const Parameters& parameters) {
  switch (problem.algorithm) {
#define TSR_MAKE(id, ...) \
  case AlgorithmId::id: return make_##id(problem, parameters);
    TSR_ALGORITHMS(TSR_MAKE)
#undef TSR_MAKE
  }
  return nullptr;
}

/** The mean of what the islands note. */
double Algorithm::spread(const Islands& islands) const {
  double sum = 0;
  for (const auto& state : islands.states()) sum += state.head->spread;
  return sum / static_cast<double>(islands.states().size());
}

uint32_t fitted_islands(AlgorithmId algorithm, uint64_t evaluations, uint64_t neighbourhood) {
  if (evaluations >= kLongRun) return most_islands(algorithm);
  return static_cast<uint32_t>(std::clamp<uint64_t>(evaluations / std::max<uint64_t>(1, neighbourhood), 2, kFewIslands));
}

uint32_t island_count(const Problem& problem, const Parameters& parameters) {
  const uint32_t asked = parameters.count("islands");
  return asked > 0 ? asked : fitted_islands(problem.algorithm, problem.max_evaluations, problem.neighbourhood());
}

}  // namespace tessera::search
