#pragma once

#include "search/island/propose.h"

namespace tessera::search::island {

/**
 * Stochastic hill climbing: batches of random swaps, the best of each batch is made when it improves. The batch
 * grows while nothing improves, so that early steps are cheap and late ones look far.
 * Spends at most `budget` evaluations and stops after `patience` in a row without improvement, counted from `idle`.
 * Returns the evaluations since the last improvement, `patience` when no swap is possible.
 */
template <class Team>
TSR_SIDE uint64_t climb(Team& team, uint64_t budget, uint64_t patience, uint64_t idle) {
  constexpr uint64_t smallest = 16, largest = batch_limit;
  const Chain& chain = team.work.chain;
  const Score* const scores = team.work.scores;
  uint64_t batch = idle > 0 ? largest : smallest;
  while (budget > 0 && idle < patience) {
    const uint32_t count = propose(team, static_cast<uint32_t>(batch < budget ? batch : budget));
    if (count == 0) return patience;
    team.score_swaps(count, chain.score.fitness);
    budget -= count;
    const uint32_t best = team.best(count);
    if (improves(scores[best], chain.score)) {
      team.apply(team.work.swaps[best], scores[best]);
      batch = batch / 2 > smallest ? batch / 2 : smallest;
      idle = 0;
    } else {
      batch = batch * 2 < largest ? batch * 2 : largest;
      idle += count;
    }
  }
  return idle;
}

}  // namespace tessera::search::island
