#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/islands.h"
#include "search/portfolio.h"

namespace tessera::search {

/** So many islands have budgets of which each can come far by itself; more of them help one another. */
inline constexpr size_t kFewIslands = 8;

/**
 * How far around the ring the best of each island goes in exchange number `turn`, from 0: to the next one of few. Of many it goes twice as far
 * each time, so that what one island found is everywhere after log2(islands) exchanges.
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

}  // namespace tessera::search
