#include "search/algorithms/memetic.h"

#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/island_exchange.h"
#include "search/island/memetic.h"

namespace tessera::search {

namespace {
constexpr uint32_t kMigrationInterval = 16;  // generations between two exchanges
constexpr uint32_t kPopulationOfMany = 4;    // portfolios of one of many islands
}  // namespace

uint32_t Memetic::population() const {
  const bool fitted = island_count(problem_, parameters_) > kFewIslands && !parameters_.asked("population");
  return fitted ? kPopulationOfMany : parameters_.count("population");
}

uint64_t first_learning(const Problem& problem, uint64_t learning, uint64_t portfolios) {
  constexpr uint64_t kShare = 4;
  return std::min<uint64_t>(learning, problem.max_evaluations / (kShare * portfolios));
}

void Memetic::describe(tsr_search_problem& seen) const {
  seen.islands = island_count(problem_, parameters_);
  seen.population = population();
  seen.learning = static_cast<uint64_t>(parameters_.get("learning"));
  seen.first_learning = first_learning(problem_, seen.learning, uint64_t{seen.islands} * seen.population);
}

/** Ring: the best of each island takes the place of the worst of another one. */
void Memetic::merge(uint32_t generation, double, Islands& islands) {
  const auto states = islands.states();
  if (generation % kMigrationInterval != 0 || states.size() < 2) return;
  islands.fetch();
  const uint32_t n = problem_.size, count = population();
  const std::vector<Portfolio> travellers = bests_of(islands, n);
  const size_t distance = exchange_distance(generation / kMigrationInterval - 1, states.size());
  for (size_t k = 0; k < states.size(); ++k) {
    const island::State& state = states[(k + distance) % states.size()];
    const Portfolio& traveller = travellers[k];
    const auto [worst, known] = island::worst_place(state, count, n, traveller.members.data());
    if (known) continue;
    std::copy(traveller.members.begin(), traveller.members.end(), state.population + size_t{worst} * n);
    state.scores[worst] = traveller.score;
    replaced(state, worst);
  }
  islands.store();
}

}  // namespace tessera::search
