#include "search/algorithms/genetic.h"

#include "search/algorithms/shared_specs.h"
#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> Genetic::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      population_spec,
      learning_spec,
      {"tournament", 3, 1, 1024, "portfolios of which the best becomes a parent"},
      {"mutation_rate", 0.05, 0, 1, "share of a child's members that random strategies replace"},
  };
  return specs;
}

void Genetic::describe(tsr_search_problem& seen) const {
  Memetic::describe(seen);
  seen.tournament = parameters_.count("tournament");
  seen.mutation_rate = parameters_.get("mutation_rate");
}

}  // namespace tessera::search
