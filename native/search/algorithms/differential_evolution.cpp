#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/island_exchange.h"
#include "search/algorithms/memetic.h"
#include "search/island/memetic.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** An individual on its way to another island. */
struct Traveller {
  Portfolio portfolio;
  std::vector<double> keys;  // [n]
};

/**
 * DE; see island/differential_evolution.h. Differences of the few individuals of one of many islands say little: they send each
 * other individuals with their keys, so that all islands are one population.
 */
class DifferentialEvolution final : public Memetic {
 public:
  using Memetic::Memetic;

  void describe(tsr_search_problem& seen) const override;
  void merge(uint32_t generation, double progress, Islands& islands) override;

 private:
  void send_bests(size_t distance, std::span<const island::State> states) const;
  void send_in_turn(size_t distance, uint32_t individual, std::span<const island::State> states) const;
  Traveller traveller(const island::State& from, uint32_t individual) const;
  void arrive(const Traveller& one, const island::State& to, uint32_t individual) const;

  /** A portfolio that came from another island gets keys of its own: 1 for all members. */
  void replaced(const island::State& state, uint32_t individual) override;
};

void DifferentialEvolution::describe(tsr_search_problem& seen) const {
  Memetic::describe(seen);
  seen.factor = parameters_.get("factor");
  seen.crossover = parameters_.get("crossover");
  seen.fresh = parameters_.get("fresh");
}

void DifferentialEvolution::replaced(const island::State& state, uint32_t individual) {
  std::fill_n(state.keys + size_t{individual} * problem_.size, problem_.size, 1.0);
}

Traveller DifferentialEvolution::traveller(const island::State& from, uint32_t individual) const {
  const size_t n = problem_.size, first = individual * n;
  return {{{from.population + first, from.population + first + n}, from.scores[individual]},
          {from.keys + first, from.keys + first + n}};
}

void DifferentialEvolution::arrive(const Traveller& one, const island::State& to, uint32_t individual) const {
  const size_t first = size_t{individual} * problem_.size;
  std::ranges::copy(one.portfolio.members, to.population + first);
  to.scores[individual] = one.portfolio.score;
  std::ranges::copy(one.keys, to.keys + first);
}

/** The best individual of each island takes the place of the worst of another one. */
void DifferentialEvolution::send_bests(size_t distance, std::span<const island::State> states) const {
  std::vector<Traveller> travellers;
  for (const auto& state : states) {
    const auto worse = [](const Score& a, const Score& b) { return better(b, a); };
    travellers.push_back(traveller(
        state, static_cast<uint32_t>(std::max_element(state.scores, state.scores + population(), worse) - state.scores)));
  }
  for (size_t k = 0; k < states.size(); ++k) {
    const island::State& to = states[(k + distance) % states.size()];
    const auto [worst, known] = island::worst_place(to, population(), problem_.size, travellers[k].portfolio.members.data());
    if (!known) arrive(travellers[k], to, worst);
  }
}

/** Individual k of each island competes with individual k of another one, as with a trial. */
void DifferentialEvolution::send_in_turn(size_t distance, uint32_t individual, std::span<const island::State> states) const {
  std::vector<Traveller> travellers;
  for (const auto& state : states) travellers.push_back(traveller(state, individual));
  for (size_t k = 0; k < states.size(); ++k) {
    const island::State& to = states[(k + distance) % states.size()];
    const Portfolio& portfolio = travellers[k].portfolio;
    if (island::worst_place(to, population(), problem_.size, portfolio.members.data()).known) continue;
    if (better(portfolio.score, to.scores[individual])) arrive(travellers[k], to, individual);
  }
}

void DifferentialEvolution::merge(uint32_t generation, double progress, Islands& islands) {
  const auto states = islands.states();
  if (states.size() <= kFewIslands) return Memetic::merge(generation, progress, islands);
  islands.fetch();
  const size_t distance = exchange_distance(generation - 1, states.size());
  send_bests(distance, states);
  send_in_turn(distance + 1, generation % population(), states);
  islands.store();
}

}  // namespace

std::span<const ParameterSpec> differential_evolution_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      kPopulationSpec,
      kLearningSpec,
      {"factor", 0.7, 0, 2, "F: weight of the difference of two individuals"},
      {"crossover", 0.7, 0, 1, "CR: probability that a key comes from the mutant"},
      {"fresh", 0.05, 0, 1, "random strategies that get a key in each trial, as a share of the size"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_differential_evolution(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<DifferentialEvolution>(problem, parameters);
}

}  // namespace tessera::search
