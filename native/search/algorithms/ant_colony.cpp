#include <algorithm>
#include <cmath>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/island_exchange.h"
#include "search/island/climb.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/**
 * ACO: ants draw portfolios without replacement with probability pheromone^alpha x heuristic^beta per strategy; the best
 * of a generation and of all time leave pheromone. One value per strategy: memory O(N). The ants are in island/ant_colony.h.
 * Sources: Dorigo, Maniezzo, Colorni, "Ant system", IEEE TSMC-B 26(1), 1996; Stutzle, Hoos, "MAX-MIN ant system", FGCS
 * 16(8), 2000 (bounds and their choice, local search after construction); Leguizamon, Michalewicz, "A new version of ant
 * system for subset problems", CEC 1999 (pheromone on items, not on pairs).
 */
class AntColony final : public Algorithm {
 public:
  AntColony(const Problem& problem, const Parameters& parameters);

  void describe(tsr_search_problem& seen) const override;
  void prepare(tsr_search_generation& generation) override { generation.cumulative = cumulative_.data(); }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  /** Share of the drawing weight that lies on the n strategies with the most pheromone. */
  double spread(const Islands& islands) const override;
  void save(ByteWriter& writer) const override { writer.list(pheromone_); }
  void load(ByteReader& reader) override;

 private:
  void deposit(const uint32_t* members, double amount);
  void rebuild();

  const Problem& problem_;
  uint64_t learning_;
  double alpha_, evaporation_, least_;
  uint32_t islands_;
  std::vector<double> heuristic_;   // [candidate] to the power of beta
  std::vector<double> pheromone_;   // [candidate] least_..1
  std::vector<double> cumulative_;  // [candidate] running sum of the drawing weights
};

AntColony::AntColony(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      learning_(static_cast<uint64_t>(parameters.get("learning"))),
      alpha_(parameters.get("alpha")),
      evaporation_(parameters.get("evaporation")),
      islands_(island_count(problem, parameters)),
      pheromone_(problem.candidates.size(), 1.0) {
  // Many islands have fewer generations within a budget, of more ants: one of twice as many evaporates as two, of four times as
  // three.
  const double ants = islands_ * static_cast<double>(least_quota()) / (kFewIslands * static_cast<double>(kLargestQuota));
  if (ants > 1) evaporation_ = 1 - std::pow(1 - evaporation_, 1 + std::log2(ants));
  // Stutzle and Hoos, equation 11, for draws among all candidates.
  const double root = std::pow(parameters.get("best_again"), 1.0 / problem.size);
  const double choices = std::max(2.0, static_cast<double>(problem.candidates.size()) / 2);
  least_ = std::clamp((1 - root) / ((choices - 1) * root), 1e-12, 1.0);
  heuristic_ = reward_to_risk(problem);
  for (auto& value : heuristic_) value = std::exp(parameters.get("beta") * value);
  rebuild();
}

void AntColony::describe(tsr_search_problem& seen) const {
  seen.islands = islands_;
  seen.learning = learning_;
}

void AntColony::rebuild() {
  cumulative_.resize(pheromone_.size());
  double sum = 0;
  for (size_t k = 0; k < pheromone_.size(); ++k) {
    cumulative_[k] = sum += (alpha_ == 1 ? pheromone_[k] : std::pow(pheromone_[k], alpha_)) * heuristic_[k];
  }
}

void AntColony::deposit(const uint32_t* members, double amount) {
  for (uint32_t k = 0; k < problem_.size; ++k) {
    const auto place = std::lower_bound(problem_.candidates.begin(), problem_.candidates.end(), members[k]);
    if (place == problem_.candidates.end() || *place != members[k]) continue;  // a fixed member
    pheromone_[static_cast<size_t>(place - problem_.candidates.begin())] += amount;
  }
}

void AntColony::merge(uint32_t, double, Islands& islands) {
  for (auto& value : pheromone_) value *= 1 - evaporation_;
  const island::State* best = &islands.states().front();
  for (const auto& state : islands.states()) {
    if (island::ranks_before(state.head->best, state.best, best->head->best, best->best, problem_.size)) best = &state;
  }
  // An island of many sends one ant or two a generation: the few best of all are what few islands' best are.
  std::vector<const island::State*> ants;
  for (const auto& state : islands.states()) {
    if (state.head->has_iteration) ants.push_back(&state);
  }
  if (ants.size() > kFewIslands) {
    std::ranges::sort(ants, [&](const island::State* a, const island::State* b) {
      return island::ranks_before(a->head->iteration, a->iteration, b->head->iteration, b->iteration, problem_.size);
    });
    ants.resize(kFewIslands);
  }
  const double share = evaporation_ / (2.0 * static_cast<double>(std::min<size_t>(islands_, kFewIslands)));
  for (const auto* ant : ants) deposit(ant->iteration, share);
  deposit(best->best, evaporation_ / 2);
  for (auto& value : pheromone_) value = std::clamp(value, least_, 1.0);
  rebuild();
}

double AntColony::spread(const Islands&) const {
  std::vector<double> weights(cumulative_);
  for (size_t k = weights.size(); k-- > 1;) weights[k] -= weights[k - 1];
  const auto top = std::min<size_t>(problem_.size, weights.size());
  std::nth_element(weights.begin(), weights.begin() + static_cast<ptrdiff_t>(top - 1), weights.end(), std::greater<>());
  double sum = 0;
  for (size_t k = 0; k < top; ++k) sum += weights[k];
  return sum / cumulative_.back();
}

void AntColony::load(ByteReader& reader) {
  pheromone_ = reader.list<double>();
  if (pheromone_.size() != heuristic_.size()) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint has other candidates");
  rebuild();
}

}  // namespace

std::span<const ParameterSpec> ant_colony_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      kLearningSpec,
      {"alpha", 1, 0, 10, "power of the pheromone"},
      {"beta", 1, 0, 10, "power of the heuristic: e to the strategy's standardised mean / deviation"},
      {"evaporation", 0.1, 0.001, 1, "share of the pheromone that is gone after a generation"},
      {"best_again", 0.05, 1e-9, 1,
       "probability that an ant of a converged colony draws the best portfolio again; sets the least pheromone"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_ant_colony(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<AntColony>(problem, parameters);
}

}  // namespace tessera::search
