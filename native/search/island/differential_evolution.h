#pragma once

#include "search/island/genetic.h"

namespace tessera::search::island {

/** Keys of a portfolio under construction, in any order of the strategies. */
struct Mutant {
  uint32_t* strategy;  // [5 n + 1]
  double* key;
  double* target;  // key of the strategy in the individual that the trial competes with, 0 = not in it
};

/**
 * mutant += weight x keys of an individual. `length` is the mutant's; returns the new one. With `as_target` the keys go to its
 * targets instead, and new strategies get a key of 0.
 */
template <class Team>
TSR_SIDE uint32_t add_keys(Team& team, const Mutant& mutant, uint32_t length, uint32_t individual, double weight,
                           bool as_target) {
  const uint32_t n = team.problem.size;
  const uint32_t* const members = team.state.population + uint64_t{individual} * n;
  const double* const keys = team.state.keys + uint64_t{individual} * n;
  uint32_t* const places = team.work.lists[3];
  team.each(n, [&](uint32_t k) {
    const uint32_t place = place_of(mutant.strategy, length, members[k]);
    places[k] = place;
    if (place == length) return;
    if (as_target) {
      mutant.target[place] = keys[k];
    } else {
      mutant.key[place] = mutant.key[place] + weight * keys[k];
    }
  });
  return team.collect(
      n, length, [&](uint32_t k) { return places[k] == length; },
      [&](uint32_t place, uint32_t k) {
        mutant.strategy[place] = members[k];
        mutant.key[place] = as_target ? 0.0 : weight * keys[k];
        mutant.target[place] = as_target ? keys[k] : 0.0;
      });
}

/** Three individuals, different from each other and from `turn`. One thread. */
TSR_SIDE void pick_three(const Problem& problem, uint32_t turn, Stream& stream, uint32_t* others) {
  for (int k = 0; k < 3; ++k) {
    do {
      others[k] = stream.below(problem.population);
    } while (others[k] == turn || (k > 0 && others[k] == others[0]) || (k > 1 && others[k] == others[1]));
  }
}

/** Random strategies get random keys on top. One thread; returns the new length. */
TSR_SIDE uint32_t add_fresh(const Problem& problem, const Mutant& mutant, uint32_t length, Stream& stream) {
  const auto draws = static_cast<uint32_t>(problem.fresh * problem.size + stream.uniform());
  for (uint32_t k = 0; k < draws; ++k) {
    const uint32_t strategy = random_candidate(problem, stream);
    const uint32_t place = place_of(mutant.strategy, length, strategy);
    if (place == length) {
      mutant.strategy[place] = strategy;
      mutant.key[place] = mutant.target[place] = 0;
      ++length;
    }
    mutant.key[place] = mutant.key[place] + stream.uniform();
  }
  return length;
}

/** Of a member, so that it stays above the strategies without a key. */
inline constexpr double kLeastKey = 0.05;

/**
 * DE on random keys: a portfolio is the n strategies with the highest keys, and rand/1/bin works on the keys.
 * Sources: Storn, Price, "Differential evolution", Journal of Global Optimization 11, 1997 (the method); Bean, "Genetic
 * algorithms and random keys for sequencing and optimization", ORSA Journal on Computing 6(2), 1994 (keys).
 */
struct DifferentialEvolution {
  template <class Team>
  TSR_SIDE static void started(Team& team) {
    const uint32_t count = team.problem.population * team.problem.size;
    team.each(count, [&](uint32_t k) {
      const PhiloxCounter block = team.stream.ahead(k);
      team.state.keys[k] = kLeastKey + (1 - kLeastKey) * unit(block[0], block[1]);
    });
    team.once([&] { team.stream.skip(count); });
  }

  template <class Team>
  TSR_SIDE static Wanted breed(Team& team, uint32_t turn) {
    const Problem& problem = team.problem;
    const Mutant mutant = {team.work.lists[1], team.work.values[1], team.work.values[2]};
    uint32_t* const told = team.work.lists[2];
    team.once([&] { pick_three(problem, turn, team.stream, told); });
    const uint32_t a = told[0], b = told[1], c = told[2];
    uint32_t length = add_keys(team, mutant, 0, a, 1.0, false);
    length = add_keys(team, mutant, length, b, problem.factor, false);
    length = add_keys(team, mutant, length, c, -problem.factor, false);
    team.once([&] { told[0] = add_fresh(problem, mutant, length, team.stream); });
    length = add_keys(team, mutant, told[0], turn, 1.0, true);
    team.once([&] { told[0] = team.stream.below(length); });
    const uint32_t forced = told[0];
    team.each(length, [&](uint32_t k) {
      const PhiloxCounter block = team.stream.ahead(k);
      if (!(unit(block[0], block[1]) < problem.crossover) && k != forced) mutant.key[k] = mutant.target[k];
    });
    team.once([&] { team.stream.skip(length); });

    uint32_t* const positive = team.work.lists[3];
    uint32_t* const order = team.work.lists[4];
    double* const keys = team.work.values[0];
    const uint32_t count = team.collect(
        length, 0, [&](uint32_t k) { return mutant.key[k] > 0; },
        [&](uint32_t place, uint32_t k) {
          positive[place] = k;
          keys[place] = mutant.key[k];
        });
    team.rank(keys, count, order);
    team.each(count, [&](uint32_t k) { told[k] = mutant.strategy[positive[order[k]]]; });
    return {told, count, length};
  }

  /** A portfolio that wins gets the keys of the trial it grew from, and random ones for what the climb brought in. */
  template <class Team>
  TSR_SIDE static void place(Team& team, uint32_t turn, const Wanted& wanted) {
    const uint32_t n = team.problem.size;
    if (!ranks_before_individual(team, turn)) return;
    put_individual(team, turn);
    const uint32_t* const strategies = team.work.lists[1];
    const double* const trial = team.work.values[1];
    const uint32_t* const members = team.work.chain.members;
    double* const keys = team.state.keys + uint64_t{turn} * n;
    team.each(n, [&](uint32_t k) {
      const uint32_t place = place_of(strategies, wanted.trial, members[k]);
      const PhiloxCounter block = team.stream.ahead(k);
      const double known = place < wanted.trial ? trial[place] : kLeastKey + (1 - kLeastKey) * unit(block[0], block[1]);
      keys[k] = known < kLeastKey ? kLeastKey : known > 1.0 ? 1.0 : known;
    });
    team.once([&] { team.stream.skip(n); });
  }
};

}  // namespace tessera::search::island
