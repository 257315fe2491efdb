#pragma once

#include "search/island/draw.h"
#include "search/island/memetic.h"

namespace tessera::search::island {

/** The winner of a tournament: place in the population. One thread. */
TSR_SIDE uint32_t select_parent(const Problem& problem, const State& state, Stream& stream) {
  uint32_t winner = stream.below(problem.population);
  for (uint32_t k = 1; k < problem.tournament; ++k) {
    const uint32_t rival = stream.below(problem.population);
    if (better(state.scores[rival], state.scores[winner])) winner = rival;
  }
  return winner;
}

/** What is in one list and not in the other, both ascending with n members, appended to `to`. Returns the new length. */
template <class Team>
TSR_SIDE uint32_t append_difference(Team& team, const uint32_t* of, const uint32_t* without, uint32_t* to, uint32_t length) {
  const uint32_t n = team.problem.size;
  return team.collect(
      n, length, [&](uint32_t k) { return !contains(without, n, of[k]); },
      [&](uint32_t place, uint32_t k) { to[place] = of[k]; });
}

/**
 * GA: tournament selection, set crossover, mutation, elitism by replacing the worst.
 * Sources: Holland, "Adaptation in natural and artificial systems", 1975 (the method); Goldberg, Deb, "A comparative
 * analysis of selection schemes", FOGA 1991 (tournaments); Radcliffe, George, "A study in set recombination", ICGA 1993
 * (what both parents have stays, the rest comes from their symmetric difference); Whitley, "The GENITOR algorithm", ICGA
 * 1989 (one child at a time takes the place of the worst, so the best is never lost).
 */
struct Genetic {
  template <class Team>
  TSR_SIDE static void started(Team&) {}

  template <class Team>
  TSR_SIDE static Wanted breed(Team& team, uint32_t) {
    const Problem& problem = team.problem;
    const uint32_t n = problem.size;
    uint32_t* const wanted = team.work.lists[1];
    uint32_t* const either = team.work.lists[2];
    team.once([&] {
      either[0] = select_parent(problem, team.state, team.stream);
      either[1] = select_parent(problem, team.state, team.stream);
    });
    const uint32_t* const a = team.state.population + uint64_t{either[0]} * n;
    const uint32_t* const b = team.state.population + uint64_t{either[1]} * n;
    const uint32_t common = team.collect(
        n, 0, [&](uint32_t k) { return contains(b, n, a[k]); }, [&](uint32_t place, uint32_t k) { wanted[place] = a[k]; });
    const uint32_t left = append_difference(team, a, b, either, 0);
    const uint32_t count = append_difference(team, b, a, either, left);
    shuffle(team, either, count);
    team.each(n - common, [&](uint32_t k) { wanted[common + k] = either[k]; });
    team.each(n, [&](uint32_t k) {
      const PhiloxCounter block = team.stream.ahead(k);
      if (!(unit(block[0], block[1]) < problem.mutation_rate)) return;
      const uint32_t strategy = candidate_of(problem, block[2], block[3]);
      if (strategy != kNoStrategy) wanted[k] = strategy;
    });
    team.once([&] { team.stream.skip(n); });
    return {wanted, n, 0};
  }

  template <class Team>
  TSR_SIDE static void place(Team& team, uint32_t, const Wanted&) {
    const Problem& problem = team.problem;
    uint32_t* const chosen = team.work.lists[2];
    team.once([&] {
      const auto [worst, known] = worst_place(team.state, problem.population, problem.size, team.work.chain.members);
      chosen[0] = known || !ranks_before_individual(team, worst) ? kNoStrategy : worst;
    });
    if (chosen[0] != kNoStrategy) put_individual(team, chosen[0]);
  }
};

}  // namespace tessera::search::island
