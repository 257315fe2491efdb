#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/island_exchange.h"
#include "search/island/polish.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/**
 * Of many islands, as a part of a step over the whole neighbourhood: from there on such a step finds more than as many random
 * swaps.
 */
constexpr uint64_t kPatienceOfSteps = 8;

/**
 * HC; see island/hill_climbing.h. Few islands climb by themselves. Many go on from the best that reaches them: one iterated
 * local search, of which each island tries another change.
 */
class HillClimbing final : public Algorithm {
 public:
  HillClimbing(const Problem& problem, const Parameters& parameters) : problem_(problem), parameters_(parameters) {}

  void describe(tsr_search_problem& seen) const override;
  /** A climb to a local optimum wants thousands of evaluations between two exchanges. */
  uint64_t least_quota() const override { return kLargestQuota; }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  /** Local optima reached so far. */
  double spread(const Islands& islands) const override;

 private:
  const Problem& problem_;
  const Parameters& parameters_;
};

void HillClimbing::describe(tsr_search_problem& seen) const {
  seen.islands = island_count(problem_, parameters_);
  seen.patience = static_cast<uint64_t>(parameters_.get("patience"));
  if (seen.islands > kFewIslands && !parameters_.asked("patience")) {
    seen.patience =
        std::clamp<uint64_t>(problem_.neighbourhood() / island::kScreenedPerEvaluation / kPatienceOfSteps, 64, seen.patience);
  }
  seen.kick = parameters_.get("kick");
}

void HillClimbing::merge(uint32_t generation, double, Islands& islands) {
  if (islands.states().size() <= kFewIslands) return;
  pass_on_bests(islands, problem_.size, generation - 1,
                [](const Portfolio& best, const island::State&, const island::State& to) { put_best(to, best); });
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
