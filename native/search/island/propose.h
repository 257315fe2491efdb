#pragma once

#include "search/island/groups.h"
#include "search/island/random_candidate.h"
#include "search/island/work.h"

namespace tessera::search::island {

/** The random swap of one block; false when it is none that the chain may make. */
TSR_SIDE bool swap_of(const Problem& problem, const Chain& chain, const PhiloxCounter& block, Swap& swap) {
  uint32_t place = 0;
  if (!bounded(block[0], problem.size, place)) return false;
  swap.out = chain.members[place];
  swap.in = candidate_of(problem, block[1], block[2]);
  return swap.in != no_strategy && problem.allowed[swap.out] != 0 && chain.holds[swap.in] == 0 &&
         groups_allow(problem, chain, swap);
}

/**
 * Fills work.swaps with random swaps that the groups allow, each drawn independently (repeats are possible), from a block of the
 * stream each. Fewer than `count` (at most batch_limit) come back when the bounds leave hardly any; none when no candidate is outside.
 */
template <class Team>
TSR_SIDE uint32_t propose(Team& team, uint32_t count) {
  const Problem& problem = team.problem;
  const Chain& chain = team.work.chain;
  Swap* const swaps = team.work.swaps;
  if (!has_choice(problem)) return 0;
  constexpr uint32_t draws_per_swap = 16;
  uint32_t found = 0, drawn = 0;
  while (found < count && drawn < draws_per_swap * count) {
    const uint32_t wanted = count - found;
    Swap swap;  // a thread's own, between its test and its store
    found = team.collect(
        wanted, found, [&](uint32_t k) { return swap_of(problem, chain, team.stream.ahead(drawn + k), swap); },
        [&](uint32_t place, uint32_t) { swaps[place] = swap; });
    drawn += wanted;
  }
  team.once([&] { team.stream.skip(drawn); });
  return found;
}

}  // namespace tessera::search::island
