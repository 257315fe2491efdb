#pragma once

#include "search/island/exchange.h"
#include "search/island/state.h"

namespace tessera::search::island {

/** Total order for rankings: score, then the lexicographically smaller set, so that ties never depend on timing. */
TSR_SIDE bool ranks_before(const Score& a, const uint32_t* a_members, const Score& b, const uint32_t* b_members,
                           uint32_t size) {
  if (better(a, b)) return true;
  if (better(b, a)) return false;
  return members_before(a_members, b_members, size);
}

/** Whether the chain's portfolio ranks before the island's best. */
template <class Team>
TSR_SIDE bool beats_best(Team& team) {
  const State& state = team.state;
  const Chain& chain = team.work.chain;
  return state.head->has_best == 0 || ranks_before(chain.score, chain.members, state.head->best, state.best, team.problem.size);
}

/** Makes the chain's portfolio the island's best. */
template <class Team>
TSR_SIDE void take_best(Team& team) {
  const Chain& chain = team.work.chain;
  copy_members(team, team.state.best, chain.members);
  team.once([&] {
    team.state.head->best = chain.score;
    team.state.head->has_best = 1;
  });
}

/** The same where the chain's portfolio ranks before it. Returns whether it did. */
template <class Team>
TSR_SIDE bool keep_best(Team& team) {
  if (!beats_best(team)) return false;
  take_best(team);
  return true;
}

}  // namespace tessera::search::island
