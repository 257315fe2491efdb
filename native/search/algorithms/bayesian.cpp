#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/embedding.h"
#include "search/algorithms/memetic.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** BO; see island/bayesian.h. Spread: members that a proposal around the incumbent changes at most. */
class Bayesian final : public Algorithm {
 public:
  Bayesian(const Problem& problem, const Parameters& parameters);

  void describe(tsr_search_problem& seen) const override;

 private:
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
