#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/islands.h"
#include "search/portfolio.h"

namespace tessera::search {

using island::kFewIslands;

/**
 * How far around the ring the best of each island goes in exchange number `turn`, from 0: to the next one of few. Of many it
 * goes twice as far each time, so that what one island found is everywhere after log2(islands) exchanges.
 */
inline size_t exchange_distance(uint32_t turn, size_t islands) {
  return islands <= kFewIslands ? 1 : size_t{1} << turn % static_cast<uint32_t>(std::bit_width(islands - 1));
}

/** The best portfolio of every island. */
inline std::vector<Portfolio> bests_of(const Islands& islands, uint32_t size) {
  std::vector<Portfolio> bests;
  for (const auto& state : islands.states()) bests.push_back(best_of(state, size));
  return bests;
}

/**
 * Exchange number `turn` of many islands: `take(best, from, to)` where the best that reaches an island ranks before its own.
 * All that is passed on is what was there before.
 */
template <class Take>
void pass_on_bests(Islands& islands, uint32_t size, uint32_t turn, const Take& take) {
  islands.fetch();
  const auto states = islands.states();
  const std::vector<Portfolio> bests = bests_of(islands, size);
  const size_t distance = exchange_distance(turn, states.size());
  for (size_t k = 0; k < states.size(); ++k) {
    const size_t to = (k + distance) % states.size();
    if (ranks_before(bests[k], bests[to])) take(bests[k], states[k], states[to]);
  }
  islands.store();
}

/** Makes a portfolio that came from elsewhere the island's best. */
inline void put_best(const island::State& state, const Portfolio& portfolio) {
  std::ranges::copy(portfolio.members, state.best);
  state.head->best = portfolio.score;
}

}  // namespace tessera::search
