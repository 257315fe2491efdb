#pragma once

#include "search/island/climb.h"
#include "search/island/construct.h"

namespace tessera::search::island {

/** Where a newcomer would go. */
struct WorstPlace {
  uint32_t worst;  // of the population's individuals
  bool known;      // the newcomer is one of them already
};

/** Looks through a population of `count` portfolios of n members, for one with these members. One thread. */
TSR_SIDE WorstPlace worst_place(const State& state, uint32_t count, uint32_t n, const uint32_t* members) {
  WorstPlace found = {0, false};
  for (uint32_t k = 0; k < count; ++k) {
    const uint32_t* const one = state.population + uint64_t{k} * n;
    found.known = found.known || same_members(one, members, n);
    const uint32_t* const last = state.population + uint64_t{found.worst} * n;
    if (ranks_before(state.scores[found.worst], last, state.scores[k], one, n)) found.worst = k;
  }
  return found;
}

/** What a new portfolio is made of. */
struct Wanted {
  const uint32_t* list;  // any order, repeats allowed, no bounds
  uint32_t count;
  uint32_t trial;  // de: entries of the trial
};

/** Makes the chain a portfolio of what is wanted, improved by a short climb, and keeps it when it is the island's best. */
template <class Team>
TSR_SIDE bool improve(Team& team, const uint32_t* wanted, uint32_t count, uint64_t learning) {
  if (!construct(team, wanted, count)) return false;
  team.refresh();
  climb(team, learning, learning, 0);
  keep_best(team);
  return true;
}

/** Makes the chain's portfolio individual k. */
template <class Team>
TSR_SIDE void put_individual(Team& team, uint32_t k) {
  copy_members(team, team.state.population + uint64_t{k} * team.problem.size, team.work.chain.members);
  team.once([&] { team.state.scores[k] = team.work.chain.score; });
}

/** Whether the chain's portfolio ranks before individual k. */
template <class Team>
TSR_SIDE bool ranks_before_individual(Team& team, uint32_t k) {
  const Chain& chain = team.work.chain;
  return ranks_before(chain.score, chain.members, team.state.scores[k], team.state.population + uint64_t{k} * team.problem.size,
                      team.problem.size);
}

/** Mean share of members that two neighbours of the population do not have in common. */
template <class Team>
TSR_SIDE void note_spread(Team& team) {
  const Problem& problem = team.problem;
  const uint32_t n = problem.size;
  uint32_t* const common = team.work.lists[1];
  team.once([&] { team.work.figures[0] = 0; });
  for (uint32_t k = 1; k < problem.population; ++k) {
    const uint32_t* const a = team.state.population + uint64_t{k - 1} * n;
    const uint32_t* const b = a + n;
    const uint32_t shared = team.collect(
        n, 0, [&](uint32_t i) { return contains(b, n, a[i]); }, [&](uint32_t place, uint32_t i) { common[place] = a[i]; });
    team.once([&] { team.work.figures[0] += 1.0 - static_cast<double>(shared) / n; });
  }
  team.once([&] { team.state.head->spread = team.work.figures[0] / (problem.population - 1); });
}

/**
 * Islands of portfolios that an algorithm recombines and a short climb improves (Moscato, "On evolution, search, optimization,
 * genetic algorithms and martial arts", Caltech 1989). A Kind says how a new portfolio comes about (`breed`) and what is done
 * with it (`place`).
 */
template <class Kind>
struct Memetic {
  template <class Team>
  TSR_SIDE static void start(Team& team) {
    const Problem& problem = team.problem;
    for (uint32_t k = 0; k < problem.population; ++k) {
      // One individual of every second island starts from the given portfolio.
      const bool warm = k == 0 && team.island % 2 == 0;
      if (!improve(team, team.generation.start, warm ? team.generation.start_count : 0, problem.first_learning)) return;
      put_individual(team, k);
    }
    Kind::started(team);
    note_spread(team);
  }

  template <class Team>
  TSR_SIDE static void step(Team& team) {
    const Problem& problem = team.problem;
    const Head& head = *team.state.head;
    const uint64_t end = spent(head) + team.generation.quota;
    while (spent(head) < end) {
      const uint32_t turn = *team.state.turn;
      const Wanted wanted = Kind::breed(team, turn);
      if (!improve(team, wanted.list, wanted.count, problem.learning)) return;
      Kind::place(team, turn, wanted);
      team.once([&] { *team.state.turn = (turn + 1) % problem.population; });
    }
    note_spread(team);
  }
};

}  // namespace tessera::search::island
