#pragma once

#include "search/island/memetic.h"

namespace tessera::search::island {

/** Draws an ant's strategies to list 1, repeats included: those are thrown away, so there are four times as many as members. */
template <class Team>
TSR_SIDE uint32_t draw_ant(Team& team) {
  const Problem& problem = team.problem;
  const double* const cumulative = team.generation.cumulative;
  const uint32_t last = problem.candidate_count - 1, draws = 4 * problem.size;
  const double all = cumulative[last];
  uint32_t* const drawn = team.work.lists[1];
  team.each(draws, [&](uint32_t k) {
    const PhiloxCounter block = team.stream.ahead(k / 2);
    const uint32_t word = 2 * (k % 2);
    const uint32_t place = upper_place(cumulative, last + 1, unit(block[word], block[word + 1]) * all);
    drawn[k] = problem.candidates[place < last ? place : last];
  });
  team.once([&] { team.stream.skip((draws + 1) / 2); });
  return draws;
}

/** One ant: its portfolio, improved, for the best of the generation and of all time. */
template <class Team>
TSR_SIDE bool walk(Team& team, const uint32_t* wanted, uint32_t count) {
  if (!improve(team, wanted, count, team.problem.learning)) return false;
  const State& state = team.state;
  const Chain& chain = team.work.chain;
  const bool first = state.head->has_iteration == 0;
  if (!first && !ranks_before(chain.score, chain.members, state.head->iteration, state.iteration, team.problem.size))
    return true;
  copy_members(team, state.iteration, chain.members);
  team.once([&] {
    state.head->iteration = chain.score;
    state.head->has_iteration = 1;
  });
  return true;
}

/**
 * ACO: ants draw portfolios without replacement with probability pheromone^alpha x heuristic^beta per strategy; the best
 * of a generation and of all time leave pheromone, which the host keeps (algorithms/ant_colony.h).
 */
struct AntColony {
  template <class Team>
  TSR_SIDE static void start(Team& team) {
    if (team.island % 2 == 0 && team.generation.start_count > 0) {
      walk(team, team.generation.start, team.generation.start_count);
    } else {
      const uint32_t count = draw_ant(team);
      walk(team, team.work.lists[1], count);
    }
  }

  template <class Team>
  TSR_SIDE static void step(Team& team) {
    const Head& head = *team.state.head;
    const uint64_t end = spent(head) + team.generation.quota;
    team.once([&] { team.state.head->has_iteration = 0; });
    while (spent(head) < end) {
      const uint32_t count = draw_ant(team);
      if (!walk(team, team.work.lists[1], count)) return;
    }
  }
};

}  // namespace tessera::search::island
