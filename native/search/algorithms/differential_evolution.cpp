#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/memetic.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** DE; see island/differential_evolution.h. */
class DifferentialEvolution final : public Memetic {
 public:
  using Memetic::Memetic;

  void describe(tsr_search_problem& seen) const override;

 private:
  /** A portfolio that came from another island gets keys of its own: 1 for all members. */
  void replaced(const island::State& state, uint32_t individual) override;
};

void DifferentialEvolution::describe(tsr_search_problem& seen) const {
  Memetic::describe(seen);
  seen.factor = parameters_.get("factor");
  seen.crossover = parameters_.get("crossover");
  seen.fresh = parameters_.get("fresh");
}

void DifferentialEvolution::replaced(const island::State& state, uint32_t individual) {
  std::fill_n(state.keys + size_t{individual} * problem_.size, problem_.size, 1.0);
}

}  // namespace

std::span<const ParameterSpec> differential_evolution_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      kPopulationSpec,
      kLearningSpec,
      {"factor", 0.7, 0, 2, "F: weight of the difference of two individuals"},
      {"crossover", 0.7, 0, 1, "CR: probability that a key comes from the mutant"},
      {"fresh", 0.05, 0, 1, "random strategies that get a key in each trial, as a share of the size"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_differential_evolution(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<DifferentialEvolution>(problem, parameters);
}

}  // namespace tessera::search
