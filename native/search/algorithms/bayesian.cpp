#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/embedding.h"
#include "search/algorithms/island_exchange.h"
#include "search/algorithms/memetic.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/**
 * BO; see island/bayesian.h. Many islands pass their incumbents on, with what the model learns from them. Spread: members that
 * a proposal around the incumbent changes at most.
 */
class Bayesian final : public Algorithm {
 public:
  Bayesian(const Problem& problem, const Parameters& parameters);

  void describe(tsr_search_problem& seen) const override;
  void merge(uint32_t generation, double progress, Islands& islands) override;

 private:
  void take(const Portfolio& best, const island::State& from, const island::State& to) const;

  const Problem& problem_;
  const Parameters& parameters_;
  Embedding embedding_;
};

Bayesian::Bayesian(const Problem& problem, const Parameters& parameters)
    : problem_(problem), parameters_(parameters), embedding_(problem, parameters.count("dimensions")) {}

void Bayesian::describe(tsr_search_problem& seen) const {
  seen.islands = island_count(problem_, parameters_);
  seen.learning = static_cast<uint64_t>(parameters_.get("learning"));
  seen.initial = parameters_.count("initial");
  seen.first_learning = first_learning(problem_, seen.learning, uint64_t{seen.islands} * seen.initial);
  seen.memory = parameters_.count("memory");
  seen.proposals = parameters_.count("proposals");
  seen.widest = std::max(1.0, parameters_.get("widest") * problem_.size);
  seen.directions = embedding_.directions();
  seen.basis = embedding_.basis();
  seen.basis_scale = embedding_.scale();
}

/**
 * The island's incumbent is the best of another one from now on; the trial that led there, if it is still known, becomes one of
 * its own.
 */
void Bayesian::take(const Portfolio& best, const island::State& from, const island::State& to) const {
  put_best(to, best);
  *to.failures = 0;
  const uint64_t n = problem_.size, memory = parameters_.count("memory"), features = 3 + uint64_t{embedding_.directions()};
  const uint64_t known = std::min<uint64_t>(*from.trials, memory);
  uint64_t trial = 0;
  while (trial < known && !std::ranges::equal(best.members, std::span(from.trial_found + trial * n, n))) ++trial;
  if (trial == known) return;
  const uint64_t slot = (*to.trials)++ % memory;
  std::copy_n(from.trial_from + trial * n, n, to.trial_from + slot * n);
  std::ranges::copy(best.members, to.trial_found + slot * n);
  std::copy_n(from.trial_features + trial * features, features, to.trial_features + slot * features);
  to.trial_score[slot] = best.score;
}

void Bayesian::merge(uint32_t generation, double, Islands& islands) {
  if (islands.states().size() <= kFewIslands) return;
  pass_on_bests(islands, problem_.size, generation - 1,
                [&](const Portfolio& best, const island::State& from, const island::State& to) { take(best, from, to); });
}

}  // namespace

std::span<const ParameterSpec> bayesian_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      kLearningSpec,
      {"initial", 12, 4, 1024, "random portfolios that the model starts with, in each island"},
      {"memory", 48, 8, 1024, "trials that the model learns from, the latest ones"},
      {"proposals", 64, 1, island::kBatchLimit, "portfolios among which expected improvement chooses"},
      {"dimensions", 6, 1, 64, "principal directions of the embedding"},
      {"widest", 0.3, 0, 1, "largest radius: share of the incumbent's members that a proposal changes"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_bayesian(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<Bayesian>(problem, parameters);
}

}  // namespace tessera::search
