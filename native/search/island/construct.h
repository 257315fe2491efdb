#pragma once

#include "search/island/chain.h"
#include "search/island/draw.h"

namespace tessera::search::island {

/** Adds a member to an incomplete chain. One thread. */
TSR_SIDE void add_member(const Problem& problem, Chain& chain, uint32_t strategy) {
  chain.members[chain.count++] = strategy;
  chain.holds[strategy] = 1;
  count_member(problem, chain, strategy, 1);
}

/** Adds what the bounds allow of a list, in its order, as far as there is room. */
template <class Team>
TSR_SIDE void add_members(Team& team, const uint32_t* list, uint32_t count) {
  const Problem& problem = team.problem;
  Chain& chain = team.work.chain;
  if (!Team::parallel || problem.grouping_count > 0) {
    team.once([&] {
      for (uint32_t k = 0; k < count && chain.count < problem.size; ++k) {
        if (list[k] == kNoStrategy || problem.allowed[list[k]] == 0) continue;
        if (accepts(problem, chain, list[k])) add_member(problem, chain, list[k]);
      }
    });
    return;
  }
  // Without groups a strategy is refused only where it is there already, or earlier in the list.
  const uint32_t before = chain.count;
  const uint32_t after = team.collect(
      count, before,
      [&](uint32_t k) {
        const uint32_t strategy = list[k];
        return strategy != kNoStrategy && problem.allowed[strategy] != 0 && chain.holds[strategy] == 0 &&
               place_of(list, k, strategy) == k;
      },
      [&](uint32_t place, uint32_t k) {
        if (place < problem.size) chain.members[place] = list[k];
      });
  const uint32_t end = after < problem.size ? after : problem.size;
  team.each(end - before, [&](uint32_t k) { chain.holds[chain.members[before + k]] = 1; });
  team.once([&] { chain.count = end; });
}

/** Few are left that the bounds allow: looks at all candidates, from a random one on. One thread. */
TSR_SIDE bool add_any(const Problem& problem, Chain& chain, Stream& stream) {
  const uint32_t first = stream.below(problem.candidate_count);
  for (uint32_t k = 0; k < problem.candidate_count; ++k) {
    const uint32_t strategy = problem.candidates[(first + k) % problem.candidate_count];
    if (!accepts(problem, chain, strategy)) continue;
    add_member(problem, chain, strategy);
    return true;
  }
  return false;
}

/**
 * Fills the chain with random candidates, a block of the stream for each that is tried; those that are refused are drawn again.
 * False on a dead end.
 */
template <class Team>
TSR_SIDE bool fill_randomly(Team& team) {
  const Problem& problem = team.problem;
  Chain& chain = team.work.chain;
  uint32_t* const drawn = team.work.lists[0];
  constexpr int kPatience = 8;  // rounds without one that fits
  int fruitless = 0;
  while (chain.count < problem.size) {
    const uint32_t before = chain.count, missing = problem.size - before;
    team.each(missing, [&](uint32_t k) {
      const PhiloxCounter block = team.stream.ahead(k);
      drawn[k] = candidate_of(problem, block[1], block[2]);
    });
    add_members(team, drawn, missing);
    team.once([&] { team.stream.skip(missing); });
    fruitless = chain.count > before ? 0 : fruitless + 1;
    if (fruitless < kPatience) continue;
    fruitless = 0;
    team.once([&] { add_any(problem, chain, team.stream); });
    if (chain.count == before) return false;
  }
  return true;
}

/**
 * Makes the chain a portfolio within the groups' bounds: the fixed members, then `wanted` in its order as far as allowed, then
 * random candidates. Sums and score are stale. False when 100 attempts met a dead end (bounds that overlap so that hardly any
 * portfolio satisfies them); the head says so too. `wanted` is none of the work's lists 0.
 */
template <class Team>
TSR_SIDE bool construct(Team& team, const uint32_t* wanted, uint32_t wanted_count) {
  const Problem& problem = team.problem;
  Chain& chain = team.work.chain;
  constexpr int kAttempts = 100;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    empty_chain(team);
    team.once([&] {
      for (uint32_t k = 0; k < problem.fixed_count; ++k) add_member(problem, chain, problem.fixed[k]);
    });
    add_members(team, wanted, wanted_count);
    if (!fill_randomly(team)) continue;
    team.sort(chain.members, problem.size);
    return true;
  }
  team.once([&] { team.state.head->dead_end = 1; });
  return false;
}

}  // namespace tessera::search::island
