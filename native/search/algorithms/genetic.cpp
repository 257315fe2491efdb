#include "search/algorithms/genetic.h"

#include <algorithm>
#include <iterator>

#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> Genetic::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      population_spec,
      learning_spec,
      {"tournament", 3, 1, 1024, "portfolios of which the best becomes a parent"},
      {"mutation_rate", 0.05, 0, 1, "share of a child's members that random strategies replace"},
  };
  return specs;
}

Genetic::Genetic(const Problem& problem, const Parameters& parameters)
    : Memetic(problem, parameters),
      tournament_(parameters.count("tournament")),
      mutation_(parameters.get("mutation_rate")) {}

const Portfolio& Genetic::select(std::uint32_t island, Stream& stream) const {
  const auto& population = group(island).population;
  const auto count = static_cast<std::uint32_t>(population.size());
  const Portfolio* winner = &population[stream.below(count)];
  for (std::uint32_t k = 1; k < tournament_; ++k) {
    const Portfolio& rival = population[stream.below(count)];
    if (better(rival.score, winner->score)) winner = &rival;
  }
  return *winner;
}

std::vector<std::uint32_t> Genetic::breed(std::uint32_t island, std::uint32_t, Stream& stream) {
  const auto& a = select(island, stream).members;
  const auto& b = select(island, stream).members;
  std::vector<std::uint32_t> common, either;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(either));
  shuffle(either, stream);
  common.insert(common.end(), either.begin(), either.end());
  common.resize(std::min<std::size_t>(common.size(), problem().size));
  for (auto& member : common) {
    if (stream.uniform() < mutation_) member = random_candidate(stream);
  }
  return common;
}

void Genetic::place(std::uint32_t island, std::uint32_t, const Portfolio& child, Stream&) {
  auto& population = group(island).population;
  const auto same = [&](const Portfolio& one) { return one.members == child.members; };
  if (std::any_of(population.begin(), population.end(), same)) return;
  auto worst = std::max_element(population.begin(), population.end(), ranks_before);
  if (ranks_before(child, *worst)) *worst = child;
}

}  // namespace tessera::search
