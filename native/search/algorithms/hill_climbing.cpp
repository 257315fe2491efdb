#include "search/algorithms/hill_climbing.h"

#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> HillClimbing::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      {"patience", 4096, 1, 1e9, "evaluations without improvement before the exhaustive neighbourhood takes over"},
      {"kick", 0.05, 0, 1, "share of the best portfolio that a restart from it replaces"},
  };
  return specs;
}

void HillClimbing::describe(tsr_search_problem& seen) const {
  seen.islands = island_count(problem_, parameters_);
  seen.patience = static_cast<uint64_t>(parameters_.get("patience"));
  seen.kick = parameters_.get("kick");
}

double HillClimbing::spread(const Islands& islands) const {
  double optima = 0;
  for (const auto& state : islands.states()) optima += state.head->spread;
  return optima;
}

}  // namespace tessera::search
