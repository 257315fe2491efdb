#pragma once

#include <cmath>
#include <cstdint>

#include "search/island/order.h"
#include "search/island/state.h"
#include "search/score.h"

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

/** The strategy's group in grouping k, or TSR_NO_GROUP. */
TSR_SIDE uint32_t group_of(const Problem& problem, uint32_t k, uint32_t strategy) {
  return problem.group_of[uint64_t{k} * problem.strategies + strategy];
}

/** Counts one member of the chain in, or (by = -1) out. */
TSR_SIDE void count_member(const Problem& problem, Chain& chain, uint32_t strategy, int32_t by) {
  for (uint32_t k = 0; k < problem.grouping_count; ++k) {
    const uint32_t group = group_of(problem, k, strategy);
    if (group != TSR_NO_GROUP) chain.counts[group] += static_cast<uint32_t>(by);
  }
}

/** Whether the groups' bounds allow the swap; `out` a member that is not fixed, `in` a candidate outside. */
TSR_SIDE bool groups_allow(const Problem& problem, const Chain& chain, Swap swap) {
  for (uint32_t k = 0; k < problem.grouping_count; ++k) {
    const uint32_t from = group_of(problem, k, swap.out);
    const uint32_t to = group_of(problem, k, swap.in);
    if (from == to) continue;
    if (to != TSR_NO_GROUP && chain.counts[to] + 1 > problem.group_maximum[to]) return false;
    if (from != TSR_NO_GROUP && chain.counts[from] < problem.group_minimum[from] + 1) return false;
  }
  return true;
}

/** Whether an incomplete chain may take the strategy: it is none of its members, and the bounds can still be kept. */
TSR_SIDE bool accepts(const Problem& problem, const Chain& chain, uint32_t strategy) {
  if (chain.holds[strategy] != 0) return false;
  for (uint32_t k = 0; k < problem.grouping_count; ++k) {
    const uint32_t group = group_of(problem, k, strategy);
    if (group != TSR_NO_GROUP && chain.counts[group] >= problem.group_maximum[group]) return false;
    uint32_t missing = 0;
    for (uint32_t g = problem.group_first[k]; g < problem.group_first[k + 1]; ++g) {
      if (chain.counts[g] < problem.group_minimum[g]) missing += problem.group_minimum[g] - chain.counts[g];
    }
    const bool helps = group != TSR_NO_GROUP && chain.counts[group] < problem.group_minimum[group];
    if (!helps && missing >= problem.size - chain.count) return false;
  }
  return true;
}

/** Weighted distance of the counts from the desired ones: what the balance term takes off the fitness. */
TSR_SIDE double balance_penalty(const Problem& problem, const uint32_t* counts) {
  double total = 0;
  for (uint32_t k = 0; k < problem.grouping_count; ++k) {
    if (problem.balance_weight[k] == 0) continue;
    double distance = 0;
    for (uint32_t g = problem.group_first[k]; g < problem.group_first[k + 1]; ++g) {
      distance += fabs(static_cast<double>(counts[g]) - problem.group_desired[g]);
    }
    total += problem.balance_weight[k] * distance;
  }
  return total;
}

/** What a bound on the fitness must add: a swap moves two groups of a grouping by one at most. Less the penalty now. */
TSR_SIDE double balance_reserve(const Problem& problem, const uint32_t* counts) {
  double extra = 0;
  for (uint32_t k = 0; k < problem.grouping_count; ++k) extra += 2 * problem.balance_weight[k];
  return extra - balance_penalty(problem, counts);
}

/** What a group's distance changes by when it has `by` members more. */
TSR_SIDE double distance_change(const Problem& problem, const Chain& chain, uint32_t group, double by) {
  if (group == TSR_NO_GROUP) return 0;
  const double count = chain.counts[group];
  return fabs(count + by - problem.group_desired[group]) - fabs(count - problem.group_desired[group]);
}

/** What the balance term changes by with a swap, in O(groupings). */
TSR_SIDE double balance_change(const Problem& problem, const Chain& chain, Swap swap) {
  double total = 0;
  for (uint32_t k = 0; k < problem.grouping_count; ++k) {
    const uint32_t from = group_of(problem, k, swap.out);
    const uint32_t to = group_of(problem, k, swap.in);
    if (problem.balance_weight[k] == 0 || from == to) continue;
    const double distance = distance_change(problem, chain, from, -1) + distance_change(problem, chain, to, 1);
    total += problem.balance_weight[k] * distance;
  }
  return total;
}

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
