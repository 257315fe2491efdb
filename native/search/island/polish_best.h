#pragma once

#include "search/island/exchange.h"
#include "search/island/keep_best.h"
#include "search/island/polish.h"

namespace tessera::search::island {

/**
 * Descends the island's best portfolio, unless its head says that it is optimal, for about `budget` evaluations; with a budget of 0
 * it is scored only. Leaves it with its canonical score.
 */
template <class Team>
TSR_SIDE void polish_best(Team& team, uint64_t budget) {
  if (team.state.head->optimal != 0) return;
  set_members(team, team.state.best);
  team.refresh();
  if (budget > 0) {
    const bool optimal = polish(team, budget);
    team.refresh();
    team.once([&] { team.state.head->optimal = optimal ? 1 : 0; });
  }
  take_best(team);
}

}  // namespace tessera::search::island
