#pragma once

#include "search/island/climb.h"
#include "search/island/construct.h"
#include "search/island/draw.h"

namespace tessera::search::island {

/** RS: random portfolios, the baseline that the others must beat. */
struct RandomSearch {
  template <class Team>
  TSR_SIDE static void start(Team& team) {
    step(team);
  }

  template <class Team>
  TSR_SIDE static void step(Team& team) {
    const Problem& problem = team.problem;
    const Head& head = *team.state.head;
    const uint64_t end = spent(head) + (team.generation.number == 0 ? 1 : team.generation.quota);
    const uint64_t worth = portfolio_worth(problem.size);
    uint32_t drawn = 0;
    while (spent(head) < end) {
      const uint64_t room = (end - spent(head)) / worth;
      const auto count = static_cast<uint32_t>(room < 1 ? 1 : room < kBatchLimit ? room : kBatchLimit);
      if (!draw(team, drawn, count)) return;
      drawn += count;
      team.score_drawn(count);
      const uint32_t best = team.best(count);
      if (head.has_best != 0 && !better(team.work.scores[best], head.best)) continue;
      copy_members(team, team.state.best, team.work.drawn + uint64_t{best} * problem.size);
      team.once([&] {
        team.state.head->best = team.work.scores[best];
        team.state.head->has_best = 1;
      });
    }
  }

 private:
  template <class Team>
  TSR_SIDE static bool draw(Team& team, uint32_t drawn, uint32_t count) {
    const Problem& problem = team.problem;
    if (problem.grouping_count > 0) {  // their bounds want the whole team
      for (uint32_t k = 0; k < count; ++k) {
        if (!construct(team, nullptr, 0)) return false;
        copy_members(team, team.work.drawn + uint64_t{k} * problem.size, team.work.chain.members);
      }
      return true;
    }
    team.each(count, [&](uint32_t k) {
      uint32_t* const list = team.work.drawn + uint64_t{k} * problem.size;
      Stream stream = stream_of(problem, team.generation.number, draw_individual(team.island, drawn + k));
      for (uint32_t f = 0; f < problem.fixed_count; ++f) list[f] = problem.fixed[f];
      draw_portfolio(problem, stream, list, problem.fixed_count);
    });
    return true;
  }
};

}  // namespace tessera::search::island
