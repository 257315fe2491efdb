#include "search/algorithms/algorithm.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** HC; see island/hill_climbing.h. */
class HillClimbing final : public Algorithm {
 public:
  HillClimbing(const Problem& problem, const Parameters& parameters) : problem_(problem), parameters_(parameters) {}

  void describe(tsr_search_problem& seen) const override;
  /** Local optima reached so far. */
  double spread(const Islands& islands) const override;

 private:
  const Problem& problem_;
  const Parameters& parameters_;
};

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

}  // namespace

std::span<const ParameterSpec> hill_climbing_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      {"patience", 4096, 1, 1e9, "evaluations without improvement before the exhaustive neighbourhood takes over"},
      {"kick", 0.05, 0, 1, "share of the best portfolio that a restart from it replaces"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_hill_climbing(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<HillClimbing>(problem, parameters);
}

}  // namespace tessera::search
