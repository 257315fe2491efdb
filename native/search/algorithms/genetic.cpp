#include "search/algorithms/algorithm.h"
#include "search/algorithms/memetic.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** GA; see island/genetic.h. */
class Genetic final : public Memetic {
 public:
  using Memetic::Memetic;

  void describe(tsr_search_problem& seen) const override {
    Memetic::describe(seen);
    seen.tournament = parameters_.count("tournament");
    seen.mutation_rate = parameters_.get("mutation_rate");
  }
};

}  // namespace

std::span<const ParameterSpec> genetic_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      kPopulationSpec,
      kLearningSpec,
      {"tournament", 3, 1, 1024, "portfolios of which the best becomes a parent"},
      {"mutation_rate", 0.05, 0, 1, "share of a child's members that random strategies replace"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_genetic(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<Genetic>(problem, parameters);
}

}  // namespace tessera::search
