#include "search/algorithms/differential_evolution.h"

#include <algorithm>

#include "search/algorithms/shared_specs.h"
#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> DifferentialEvolution::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      population_spec,
      learning_spec,
      {"factor", 0.7, 0, 2, "F: weight of the difference of two individuals"},
      {"crossover", 0.7, 0, 1, "CR: probability that a key comes from the mutant"},
      {"fresh", 0.05, 0, 1, "random strategies that get a key in each trial, as a share of the size"},
  };
  return specs;
}

void DifferentialEvolution::describe(tsr_search_problem& seen) const {
  Memetic::describe(seen);
  seen.factor = parameters_.get("factor");
  seen.crossover = parameters_.get("crossover");
  seen.fresh = parameters_.get("fresh");
}

void DifferentialEvolution::replaced(const island::State& state, uint32_t individual) {
  std::fill_n(state.keys + size_t{individual} * problem_.size, problem_.size, 1.0);
}

}  // namespace tessera::search
