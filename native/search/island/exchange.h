#pragma once

#include "search/island/groups.h"
#include "search/island/order.h"

namespace tessera::search::island {

/** Forgets the chain's members. */
template <class Team>
TSR_SIDE void empty_chain(Team& team) {
  const Problem& problem = team.problem;
  Chain& chain = team.work.chain;
  team.each(chain.count, [&](uint32_t k) { chain.holds[chain.members[k]] = 0; });
  team.each(problem.group_count, [&](uint32_t g) { chain.counts[g] = 0; });
  team.once([&] { chain.count = 0; });
}

/** Takes over n members, ascending; sums and score are stale until refresh. */
template <class Team>
TSR_SIDE void set_members(Team& team, const uint32_t* list) {
  const Problem& problem = team.problem;
  Chain& chain = team.work.chain;
  empty_chain(team);
  team.each(problem.size, [&](uint32_t k) {
    chain.members[k] = list[k];
    chain.holds[list[k]] = 1;
  });
  team.once([&] {
    chain.count = problem.size;
    for (uint32_t k = 0; k < problem.size && problem.grouping_count > 0; ++k) count_member(problem, chain, list[k], 1);
  });
}

/** Exchanges the members and the counts; the team updates the sums. */
template <class Team>
TSR_SIDE void exchange(Team& team, Swap swap) {
  const Problem& problem = team.problem;
  Chain& chain = team.work.chain;
  team.each(problem.size, [&](uint32_t k) {
    const uint32_t member = chain.members[k];
    if (member == swap.out) {
      const uint32_t place = lower_place(chain.members, problem.size, swap.in);
      chain.spare[swap.out < swap.in ? place - 1 : place] = swap.in;
    } else {
      chain.spare[k - (member > swap.out ? 1 : 0) + (member > swap.in ? 1 : 0)] = member;
    }
  });
  team.once([&] {
    uint32_t* const before = chain.members;
    chain.members = chain.spare;
    chain.spare = before;
    chain.holds[swap.out] = 0;
    chain.holds[swap.in] = 1;
    count_member(problem, chain, swap.out, -1);
    count_member(problem, chain, swap.in, 1);
  });
}

/** Copies n members. */
template <class Team>
TSR_SIDE void copy_members(Team& team, uint32_t* to, const uint32_t* from) {
  team.each(team.problem.size, [&](uint32_t k) { to[k] = from[k]; });
}

}  // namespace tessera::search::island
