#include "search/algorithms/ant_colony.h"

#include <algorithm>
#include <cmath>

#include "search/climb.h"
#include "search/construct.h"
#include "search/island_count.h"
#include "search/memetic.h"
#include "search/promising.h"
#include "search/reward_to_risk.h"

namespace tessera::search {

std::span<const ParameterSpec> AntColony::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      learning_spec,
      {"alpha", 1, 0, 10, "power of the pheromone"},
      {"beta", 1, 0, 10, "power of the heuristic: e to the strategy's standardised mean / deviation"},
      {"evaporation", 0.1, 0.001, 1, "share of the pheromone that is gone after a generation"},
      {"best_again", 0.05, 1e-9, 1, "probability that an ant of a converged colony draws the best portfolio again; sets the least pheromone"},
  };
  return specs;
}

AntColony::AntColony(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      learning_(static_cast<std::uint64_t>(parameters.get("learning"))),
      alpha_(parameters.get("alpha")),
      evaporation_(parameters.get("evaporation")),
      pheromone_(problem.candidates.size(), 1.0),
      groups_(island_count(problem, parameters)) {
  // Stutzle and Hoos, equation 11, for draws among all candidates.
  const double root = std::pow(parameters.get("best_again"), 1.0 / problem.size);
  const double choices = std::max(2.0, static_cast<double>(problem.candidates.size()) / 2);
  least_ = std::clamp((1 - root) / ((choices - 1) * root), 1e-12, 1.0);
  heuristic_ = reward_to_risk(problem);
  for (auto& value : heuristic_) value = std::exp(parameters.get("beta") * value);
  rebuild();
}

void AntColony::rebuild() {
  cumulative_.resize(pheromone_.size());
  double sum = 0;
  for (std::size_t k = 0; k < pheromone_.size(); ++k) {
    cumulative_[k] = sum += (alpha_ == 1 ? pheromone_[k] : std::pow(pheromone_[k], alpha_)) * heuristic_[k];
  }
}

std::vector<std::uint32_t> AntColony::draw(Stream& stream) const {
  // Repeats are thrown away, so draw more often than there are members; what is still missing is drawn evenly.
  const std::size_t draws = std::size_t{4} * problem_.size;
  std::vector<std::uint32_t> drawn;
  for (std::size_t k = 0; k < draws && drawn.size() < problem_.size; ++k) {
    const auto place = std::upper_bound(cumulative_.begin(), cumulative_.end(), stream.uniform() * cumulative_.back());
    const auto candidate = std::min<std::size_t>(static_cast<std::size_t>(place - cumulative_.begin()), cumulative_.size() - 1);
    const auto strategy = problem_.candidates[candidate];
    if (std::find(drawn.begin(), drawn.end(), strategy) == drawn.end()) drawn.push_back(strategy);
  }
  return drawn;
}

void AntColony::walk(Group& group, std::span<const std::uint32_t> wanted, Stream& stream, Evaluator& evaluator) const {
  group.chain.set_members(problem_, construct(problem_, stream, wanted));
  evaluator.refresh(group.chain);
  climb(evaluator, group.chain, stream, learning_, learning_);
  const Portfolio found{group.chain.members, group.chain.score};
  if (ranks_before(found, group.iteration)) group.iteration = found;
  if (ranks_before(found, group.best)) group.best = found;
}

void AntColony::start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) {
  Stream stream = problem_.stream(0, island);
  walk(groups_[island], island % 2 == 0 && !warm.empty() ? warm : draw(stream), stream, evaluator);
}

void AntColony::step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) {
  Stream stream = problem_.stream(generation, island);
  groups_[island].iteration = {};
  const std::uint64_t end = evaluator.spent() + quota;
  while (evaluator.spent() < end) walk(groups_[island], draw(stream), stream, evaluator);
}

void AntColony::deposit(const Portfolio& portfolio, double amount) {
  for (const auto member : portfolio.members) {
    const auto place = std::lower_bound(problem_.candidates.begin(), problem_.candidates.end(), member);
    if (place == problem_.candidates.end() || *place != member) continue;  // a fixed member
    pheromone_[static_cast<std::size_t>(place - problem_.candidates.begin())] += amount;
  }
}

void AntColony::merge(std::uint32_t, double) {
  for (auto& value : pheromone_) value *= 1 - evaporation_;
  const Portfolio* best = &groups_[0].best;
  for (const auto& group : groups_) {
    if (ranks_before(group.best, *best)) best = &group.best;
  }
  const double share = evaporation_ / (2.0 * static_cast<double>(groups_.size()));
  for (const auto& group : groups_) deposit(group.iteration, share);
  deposit(*best, evaporation_ / 2);
  for (auto& value : pheromone_) value = std::clamp(value, least_, 1.0);
  rebuild();
}

double AntColony::spread() const {
  std::vector<double> weights(cumulative_);
  for (std::size_t k = weights.size(); k-- > 1;) weights[k] -= weights[k - 1];
  const auto top = std::min<std::size_t>(problem_.size, weights.size());
  std::nth_element(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(top - 1), weights.end(), std::greater<>());
  double sum = 0;
  for (std::size_t k = 0; k < top; ++k) sum += weights[k];
  return sum / cumulative_.back();
}

void AntColony::save(ByteWriter& writer) const {
  writer.list(pheromone_);
  for (const auto& group : groups_) group.best.save(writer);
}

void AntColony::load(ByteReader& reader) {
  pheromone_ = reader.list<double>();
  if (pheromone_.size() != heuristic_.size()) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint has other candidates");
  for (auto& group : groups_) group.best = Portfolio::load(reader);
  rebuild();
}

}  // namespace tessera::search
