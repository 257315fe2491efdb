#pragma once

#include "search/island/chain.h"
#include "search/island/draw.h"
#include "search/island/state.h"
#include "search/island/work.h"

namespace tessera::search::island {

/** The random swap of one block; false when it is none that the chain may make. */
TSR_SIDE bool swap_of(const Problem& problem, const Chain& chain, const PhiloxCounter& block, Swap& swap) {
  uint32_t place = 0;
  if (!bounded(block[0], problem.size, place)) return false;
  swap.out = chain.members[place];
  swap.in = candidate_of(problem, block[1], block[2]);
  return swap.in != kNoStrategy && problem.allowed[swap.out] != 0 && chain.holds[swap.in] == 0 &&
         groups_allow(problem, chain, swap);
}

/**
 * Fills work.swaps with random swaps that the groups allow, each drawn independently (repeats are possible), from a block of
 * the stream each. Fewer than `count` (at most kBatchLimit) come back when the bounds leave hardly any; none when no candidate
 * is outside.
 */
template <class Team>
TSR_SIDE uint32_t propose(Team& team, uint32_t count) {
  const Problem& problem = team.problem;
  const Chain& chain = team.work.chain;
  Swap* const swaps = team.work.swaps;
  if (!has_choice(problem)) return 0;
  constexpr uint32_t kDrawsPerSwap = 16;
  uint32_t found = 0, drawn = 0;
  while (found < count && drawn < kDrawsPerSwap * count) {
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

/**
 * Stochastic hill climbing: batches of random swaps, the best of each batch is made when it improves. The batch
 * grows while nothing improves, so that early steps are cheap and late ones look far.
 * Spends at most `budget` evaluations and stops after `patience` in a row without improvement, counted from `idle`.
 * Returns the evaluations since the last improvement, `patience` when no swap is possible.
 */
template <class Team>
TSR_SIDE uint64_t climb(Team& team, uint64_t budget, uint64_t patience, uint64_t idle) {
  constexpr uint64_t kSmallest = 16, kLargest = kBatchLimit;
  const Chain& chain = team.work.chain;
  const Score* const scores = team.work.scores;
  uint64_t batch = idle > 0 ? kLargest : kSmallest;
  while (budget > 0 && idle < patience) {
    const uint32_t count = propose(team, static_cast<uint32_t>(batch < budget ? batch : budget));
    if (count == 0) return patience;
    team.score_swaps(count, chain.score.fitness);
    budget -= count;
    const uint32_t best = team.best(count);
    if (improves(scores[best], chain.score)) {
      team.apply(team.work.swaps[best], scores[best]);
      batch = batch / 2 > kSmallest ? batch / 2 : kSmallest;
      idle = 0;
    } else {
      batch = batch * 2 < kLargest ? batch * 2 : kLargest;
      idle += count;
    }
  }
  return idle;
}

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
