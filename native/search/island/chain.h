#pragma once

#include <cstdint>

#include "search/island/arena.h"
#include "search/island/problem.h"
#include "search/score.h"
#include "search/swap.h"

namespace tessera::search::island {

/**
 * A portfolio with the running sums that swaps are scored from: the one that an island works on. The sums belong to the members
 * after Team::refresh and follow each Team::apply.
 */
struct Chain {
  uint32_t* members;         // [n] ascending once it is complete
  uint32_t* spare;           // [n] scratch
  double* pnl_sum;           // [T]
  double* standardised_sum;  // [Tc]
  uint32_t* counts;          // [groups] members of each
  uint8_t* holds;            // [N] 1 = a member
  uint32_t count;            // members so far
  uint32_t varying;          // members that are not constant
  Score score;
};

TSR_SIDE Chain make_chain(Arena& arena, const Problem& problem) {
  Chain chain{};
  chain.pnl_sum = arena.take<double>(problem.observations);
  chain.standardised_sum = arena.take<double>(problem.correlation_observations);
  chain.members = arena.take<uint32_t>(problem.size);
  chain.spare = arena.take<uint32_t>(problem.size);
  chain.counts = arena.take<uint32_t>(problem.group_count);
  chain.holds = arena.take<uint8_t>(problem.strategies);
  return chain;
}

}  // namespace tessera::search::island
