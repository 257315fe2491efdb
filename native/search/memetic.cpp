#include "search/memetic.h"

#include <algorithm>
#include <iterator>

#include "search/climb.h"
#include "search/construct.h"
#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

namespace {
constexpr std::uint32_t migration_interval = 16;  // generations between two exchanges
}

void shuffle(std::vector<std::uint32_t>& list, Stream& stream) {
  for (std::size_t k = list.size(); k > 1; --k) std::swap(list[k - 1], list[stream.below(static_cast<std::uint32_t>(k))]);
}

std::uint64_t first_learning(const Problem& problem, std::uint64_t learning, std::size_t portfolios) {
  constexpr std::uint64_t share = 4;
  return std::min<std::uint64_t>(learning, problem.max_evaluations / (share * portfolios));
}

Memetic::Memetic(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      learning_(static_cast<std::uint64_t>(parameters.get("learning"))),
      groups_(island_count(problem, parameters)) {
  for (auto& group : groups_) group.population.resize(parameters.count("population"));
}

std::uint32_t Memetic::random_candidate(Stream& stream) const {
  return draw_candidate(problem_, stream);
}

Portfolio Memetic::improve(Group& group, std::span<const std::uint32_t> wanted, std::uint64_t learning,
                           Stream& stream, Evaluator& evaluator) const {
  Chain& chain = group.chain;
  chain.set_members(problem_, construct(problem_, stream, wanted));
  evaluator.refresh(chain);
  climb(evaluator, chain, stream, learning, learning);
  const Portfolio child{chain.members, chain.score};
  if (ranks_before(child, group.best)) group.best = child;
  return child;
}

void Memetic::start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) {
  Stream stream = problem_.stream(0, island);
  Group& group = groups_[island];
  const std::uint64_t learning = first_learning(problem_, learning_, groups_.size() * group.population.size());
  // One individual of every second island starts from the given portfolio.
  for (std::size_t k = 0; k < group.population.size(); ++k) {
    const bool use_warm = k == 0 && island % 2 == 0;
    group.population[k] = improve(group, use_warm ? warm : std::span<const std::uint32_t>(), learning, stream, evaluator);
  }
  started(island, stream);
}

void Memetic::step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) {
  Stream stream = problem_.stream(generation, island);
  Group& group = groups_[island];
  const std::uint64_t end = evaluator.spent() + quota;
  while (evaluator.spent() < end) {
    const std::uint32_t turn = group.next;
    group.next = (turn + 1) % static_cast<std::uint32_t>(group.population.size());
    const auto wanted = breed(island, turn, stream);
    place(island, turn, improve(group, wanted, learning_, stream, evaluator), stream);
  }
}

/** Ring: the best of each island takes the place of the worst of the next one. */
void Memetic::merge(std::uint32_t generation, double) {
  if (generation % migration_interval != 0 || groups_.size() < 2) return;
  std::vector<Portfolio> travellers;
  for (const auto& group : groups_) travellers.push_back(group.best);
  for (std::size_t k = 0; k < groups_.size(); ++k) {
    auto& population = groups_[(k + 1) % groups_.size()].population;
    const auto same = [&](const Portfolio& one) { return one.members == travellers[k].members; };
    if (std::any_of(population.begin(), population.end(), same)) continue;
    *std::max_element(population.begin(), population.end(), ranks_before) = travellers[k];
  }
}

double Memetic::spread() const {
  double total = 0, pairs = 0;
  for (const auto& group : groups_) {
    for (std::size_t k = 1; k < group.population.size(); ++k) {
      std::vector<std::uint32_t> common;
      const auto& a = group.population[k - 1].members;
      const auto& b = group.population[k].members;
      std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
      total += 1.0 - static_cast<double>(common.size()) / problem_.size;
      pairs += 1;
    }
  }
  return pairs > 0 ? total / pairs : 0;
}

void Memetic::save(ByteWriter& writer) const {
  for (const auto& group : groups_) {
    for (const auto& portfolio : group.population) portfolio.save(writer);
    group.best.save(writer);
    writer.value(group.next);
  }
}

void Memetic::load(ByteReader& reader) {
  for (auto& group : groups_) {
    for (auto& portfolio : group.population) portfolio = Portfolio::load(reader);
    group.best = Portfolio::load(reader);
    group.next = reader.value<std::uint32_t>();
  }
}

}  // namespace tessera::search
