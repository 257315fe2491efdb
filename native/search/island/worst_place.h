#pragma once

#include "search/island/keep_best.h"

namespace tessera::search::island {

/** Where a newcomer would go. */
struct WorstPlace {
  uint32_t worst;  // of the population's individuals
  bool known;      // the newcomer is one of them already
};

/** Looks through a population of `count` portfolios of n members, for one with these members. One thread. */
TSR_SIDE WorstPlace worst_place(const State& state, uint32_t count, uint32_t n, const uint32_t* members) {
  WorstPlace found = {0, false};
  for (uint32_t k = 0; k < count; ++k) {
    const uint32_t* const one = state.population + uint64_t{k} * n;
    found.known = found.known || same_members(one, members, n);
    const uint32_t* const last = state.population + uint64_t{found.worst} * n;
    if (ranks_before(state.scores[found.worst], last, state.scores[k], one, n)) found.worst = k;
  }
  return found;
}

}  // namespace tessera::search::island
