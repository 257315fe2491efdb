#pragma once

#include "search/island/climb.h"
#include "search/island/construct.h"
#include "search/island/draw.h"
#include "search/island/polish.h"

namespace tessera::search::island {

/**
 * HC: first improvement over random swaps, then the exhaustive steepest neighbourhood (all n x N swaps) to a
 * proven swap-local optimum, then a restart. Of few islands even ones restart from a random change of part of their best
 * portfolio, odd ones anywhere; many all restart from their best, which the host lets them have of one another.
 * Sources: Russell, Norvig, "Artificial Intelligence: a modern approach", 4.1 (steepest, first-choice and
 * random-restart hill climbing); Lourenco, Martin, Stutzle, "Iterated local search", Handbook of Metaheuristics, 2003.
 */
struct HillClimbing {
  template <class Team>
  TSR_SIDE static void start(Team& team) {
    const bool warm = team.island % 2 == 0;
    if (!construct(team, team.generation.start, warm ? team.generation.start_count : 0)) return;
    team.refresh();
    take_best(team);
    copy_members(team, team.state.current, team.work.chain.members);
  }

  template <class Team>
  TSR_SIDE static void step(Team& team) {
    const uint64_t patience = team.problem.patience;
    const Head& head = *team.state.head;
    set_members(team, team.state.current);
    team.refresh();
    uint64_t idle = *team.state.idle;
    const uint64_t end = spent(head) + team.generation.quota;
    while (spent(head) < end) {
      const uint64_t left = end - spent(head);
      if (idle < patience) {
        idle = climb(team, left, patience, idle);
        continue;
      }
      const bool optimal = polish(team, left);
      note(team);
      if (!optimal) continue;
      team.once([&] { team.state.head->spread += 1; });
      if (!restart(team)) return;
      idle = 0;
    }
    note(team);
    team.once([&] { *team.state.idle = idle; });
    copy_members(team, team.state.current, team.work.chain.members);
  }

 private:
  template <class Team>
  TSR_SIDE static void note(Team& team) {
    if (better(team.work.chain.score, team.state.head->best)) take_best(team);
  }

  template <class Team>
  TSR_SIDE static bool restart(Team& team) {
    const uint32_t n = team.problem.size;
    uint32_t* const kept = team.work.lists[1];
    uint32_t count = 0;
    if (team.island % 2 == 0 || team.problem.islands > kFewIslands) {
      const auto wanted = static_cast<uint32_t>(team.problem.kick * n);
      const uint32_t replaced = wanted < 1 ? 1 : wanted < n ? wanted : n;
      copy_members(team, kept, team.state.best);
      shuffle(team, kept, n);
      count = n - replaced;
    }
    if (!construct(team, kept, count)) return false;
    team.refresh();
    return true;
  }
};

}  // namespace tessera::search::island
