#include "search/algorithms/algorithm.h"

#include <algorithm>

namespace tessera::search {

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

uint32_t island_count(const Problem& problem, const Parameters& parameters) {
  const uint32_t asked = parameters.count("islands");
  if (asked > 0) return asked;
  const uint64_t fed = problem.max_evaluations / std::max<uint64_t>(1, problem.neighbourhood());
  return static_cast<uint32_t>(std::clamp<uint64_t>(fed, 2, 8));
}

}  // namespace tessera::search
