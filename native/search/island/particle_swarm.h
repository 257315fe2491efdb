#pragma once

#include "search/island/genetic.h"

namespace tessera::search::island {

/** A particle: where it is, and the probability of each strategy that it is drawn to. */
struct Particle {
  uint32_t* position;  // [n]
  uint32_t* strategy;  // [*count]
  double* velocity;    // [*count]
  uint32_t* count;

  TSR_SIDE Particle(const Problem& problem, const State& state, uint32_t turn)
      : position(state.position + uint64_t{turn} * problem.size),
        strategy(state.velocity_strategy + uint64_t{turn} * velocity_capacity(problem)),
        velocity(state.velocity + uint64_t{turn} * velocity_capacity(problem)),
        count(state.velocity_count + turn) {}
};

/** Velocities fade; those that are next to nothing, or of strategies that the particle has, are forgotten. */
template <class Team>
TSR_SIDE void fade(Team& team, const Particle& particle) {
  constexpr double kFaded = 0.05;
  const uint32_t before = *particle.count;
  uint32_t* const kept = team.work.lists[1];
  uint32_t* const strategies = team.work.lists[2];
  double* const velocities = team.work.values[0];
  team.each(before, [&](uint32_t k) { particle.velocity[k] = particle.velocity[k] * team.generation.heat; });
  const uint32_t after = team.collect(
      before, 0,
      [&](uint32_t k) {
        return particle.velocity[k] >= kFaded && !contains(particle.position, team.problem.size, particle.strategy[k]);
      },
      [&](uint32_t place, uint32_t k) { kept[place] = k; });
  team.each(after, [&](uint32_t k) {
    strategies[k] = particle.strategy[kept[k]];
    velocities[k] = particle.velocity[kept[k]];
  });
  team.each(after, [&](uint32_t k) {
    particle.strategy[k] = strategies[k];
    particle.velocity[k] = velocities[k];
  });
  team.once([&] { *particle.count = after; });
}

/** Draws the particle to a portfolio: what it lacks of it gets a random probability, `strength` at most. */
template <class Team>
TSR_SIDE void pull(Team& team, const Particle& particle, const uint32_t* towards, double strength) {
  const uint32_t before = *particle.count, capacity = velocity_capacity(team.problem);
  uint32_t* const lacking = team.work.lists[1];
  uint32_t* const places = team.work.lists[2];
  double* const pulls = team.work.values[0];
  const uint32_t count = append_difference(team, towards, particle.position, lacking, 0);
  team.each(count, [&](uint32_t k) {
    const PhiloxCounter block = team.stream.ahead(k);
    const double drawn = strength * unit(block[0], block[1]);
    pulls[k] = drawn < 1.0 ? drawn : 1.0;
    places[k] = place_of(particle.strategy, before, lacking[k]);
    if (places[k] < before && particle.velocity[places[k]] < pulls[k]) particle.velocity[places[k]] = pulls[k];
  });
  const uint32_t after = team.collect(
      count, before, [&](uint32_t k) { return places[k] == before; },
      [&](uint32_t place, uint32_t k) {
        if (place >= capacity) return;
        particle.strategy[place] = lacking[k];
        particle.velocity[place] = pulls[k];
      });
  team.once([&] {
    *particle.count = after < capacity ? after : capacity;
    team.stream.skip(count);
  });
}

/**
 * PSO over sets: a velocity is a probability per strategy to enter, raised by the particle's own best and the swarm's best and
 * fading with the inertia. Sources: Kennedy, Eberhart, "Particle swarm optimization", ICNN 1995 (the method); Chen et al., "A
 * novel set-based particle swarm optimization method for discrete optimization problems", IEEE TEVC 14(2), 2010 (velocities as
 * sets with probabilities); Shi, Eberhart, "A modified particle swarm optimizer", CEC 1998 (falling inertia).
 */
struct ParticleSwarm {
  template <class Team>
  TSR_SIDE static void started(Team& team) {
    team.each(team.problem.population * team.problem.size,
              [&](uint32_t k) { team.state.position[k] = team.state.population[k]; });
    team.each(team.problem.population, [&](uint32_t k) { team.state.velocity_count[k] = 0; });
  }

  template <class Team>
  TSR_SIDE static Wanted breed(Team& team, uint32_t turn) {
    const Problem& problem = team.problem;
    const uint32_t n = problem.size;
    const Particle particle(problem, team.state, turn);
    fade(team, particle);
    pull(team, particle, team.state.population + uint64_t{turn} * n, problem.personal);
    pull(team, particle, team.state.best, problem.social);

    // The strategies that enter, then the old members in random order as far as there is room.
    uint32_t* const entering = team.work.lists[1];
    uint32_t* const others = team.work.lists[2];
    const uint32_t velocities = *particle.count;
    uint32_t count = team.collect(
        velocities, 0,
        [&](uint32_t k) {
          const PhiloxCounter block = team.stream.ahead(k);
          return unit(block[0], block[1]) < particle.velocity[k];
        },
        [&](uint32_t place, uint32_t k) { entering[place] = particle.strategy[k]; });
    team.once([&] {
      team.stream.skip(velocities);
      const auto draws = static_cast<uint32_t>(problem.turbulence * n + team.stream.uniform());
      others[0] = draws;
      for (uint32_t k = 0; k < draws; ++k) entering[count + k] = random_candidate(problem, team.stream);
    });
    count += others[0];
    shuffle(team, entering, count);
    // Half of the portfolio at most changes in a step: the swarm moves, it does not jump.
    count = count < (n + 1) / 2 ? count : (n + 1) / 2;
    copy_members(team, others, particle.position);
    shuffle(team, others, n);
    team.each(n, [&](uint32_t k) { entering[count + k] = others[k]; });
    return {entering, count + n, 0};
  }

  template <class Team>
  TSR_SIDE static void place(Team& team, uint32_t turn, const Wanted&) {
    const Particle particle(team.problem, team.state, turn);
    copy_members(team, particle.position, team.work.chain.members);
    if (ranks_before_individual(team, turn)) put_individual(team, turn);
  }
};

}  // namespace tessera::search::island
