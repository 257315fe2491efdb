#pragma once

#include "search/island/arena.h"
#include "search/island/problem.h"
#include "search/score.h"

namespace tessera::search::island {

/** What the host wants to know of an island after every generation. */
struct Head {
  std::uint64_t evaluations;  // swaps and portfolios scored
  std::uint64_t screened;     // swaps ruled out by a bound
  std::uint64_t charged;      // other work at its worth in evaluations
  Score best;
  Score iteration;            // aco: of this generation
  double spread;              // a figure to watch; see each algorithm
  std::uint32_t has_best;
  std::uint32_t has_iteration;
  std::uint32_t dead_end;     // 1 = no portfolio was found within the bounds of the groups
  std::uint32_t optimal;      // polish: 1 = proven that no swap improves the portfolio
};

TSR_SIDE std::uint64_t spent(const Head& head) { return head.evaluations + head.charged; }

/** What a portfolio is worth in evaluations: a swap reads two columns, a portfolio all of its own. */
TSR_SIDE std::uint64_t portfolio_worth(std::uint32_t size) { return size / 2 > 1 ? size / 2 : 1; }

TSR_SIDE void count_portfolios(Head& head, std::uint64_t count, std::uint32_t size) {
  head.evaluations += count;
  head.charged += count * portfolio_worth(size) - count;
}

/** How far a drawdown is over its limit, as a share of it; a limit of 0 is none. */
TSR_SIDE double drawdown_excess(double drawdown, double limit) {
  if (!(limit > 0) || drawdown <= limit) return 0;
  return (drawdown - limit) / limit;
}

/** Velocities that a particle keeps; the weakest give way. */
TSR_SIDE std::uint32_t velocity_capacity(const Problem& problem) { return 8 * problem.size; }

/** Numbers that describe a portfolio to the model of bo. */
TSR_SIDE std::uint32_t feature_count(const Problem& problem) { return 3 + problem.directions; }

/**
 * Everything of an island that outlives a generation: pointers into one block, the head first. A checkpoint is these bytes. Parts
 * that the algorithm does not have are empty.
 */
struct State {
  Head* head;
  std::uint32_t* best;       // [n]
  std::uint32_t* iteration;  // [n] aco
  // ga, pso, de: individuals and whose turn it is
  std::uint32_t* population;  // [population][n]
  Score* scores;              // [population]
  std::uint32_t* turn;
  double* keys;               // de: [population][n] of the members
  std::uint32_t* position;    // pso: [population][n]
  std::uint32_t* velocity_count;     // pso: [population]
  std::uint32_t* velocity_strategy;  // pso: [population][velocity_capacity]
  double* velocity;                  // pso: [population][velocity_capacity] probability to enter
  // sa, hc: the portfolio that the chain is at
  std::uint32_t* current;  // [n]
  double* scale;           // sa: mean absolute fitness change of recent proposals
  double* acceptance;      // sa: recent share of proposals accepted
  std::uint64_t* idle;     // hc: evaluations since the last improvement
  // bo: the latest trials, trial k in slot k % memory
  std::uint32_t* trial_from;    // [memory][n] where the climb began
  std::uint32_t* trial_found;   // [memory][n]
  Score* trial_score;           // [memory]
  double* trial_features;       // [memory][feature_count] of where it began
  std::uint64_t* trials;        // so far
  double* radius;
  std::uint32_t* failures;
};

TSR_SIDE State make_state(Arena& arena, const Problem& problem) {
  const AlgorithmId algorithm = algorithm_of(problem);
  const std::uint64_t n = problem.size;
  State state{};
  state.head = arena.take<Head>(1);
  state.best = arena.take<std::uint32_t>(n);
  state.iteration = arena.take<std::uint32_t>(algorithm == AlgorithmId::ant_colony ? n : 0);
  state.population = arena.take<std::uint32_t>(problem.population * n);
  state.scores = arena.take<Score>(problem.population);
  state.turn = arena.take<std::uint32_t>(1);
  const std::uint64_t keyed = algorithm == AlgorithmId::differential_evolution ? problem.population : 0;
  state.keys = arena.take<double>(keyed * n);
  const std::uint64_t particles = algorithm == AlgorithmId::particle_swarm ? problem.population : 0;
  state.position = arena.take<std::uint32_t>(particles * n);
  state.velocity_count = arena.take<std::uint32_t>(particles);
  state.velocity_strategy = arena.take<std::uint32_t>(particles * velocity_capacity(problem));
  state.velocity = arena.take<double>(particles * velocity_capacity(problem));
  const bool walks = algorithm == AlgorithmId::simulated_annealing || algorithm == AlgorithmId::hill_climbing;
  state.current = arena.take<std::uint32_t>(walks ? n : 0);
  state.scale = arena.take<double>(1);
  state.acceptance = arena.take<double>(1);
  state.idle = arena.take<std::uint64_t>(1);
  state.trial_from = arena.take<std::uint32_t>(problem.memory * n);
  state.trial_found = arena.take<std::uint32_t>(problem.memory * n);
  state.trial_score = arena.take<Score>(problem.memory);
  state.trial_features = arena.take<double>(std::uint64_t{problem.memory} * feature_count(problem));
  state.trials = arena.take<std::uint64_t>(1);
  state.radius = arena.take<double>(1);
  state.failures = arena.take<std::uint32_t>(1);
  return state;
}

TSR_SIDE std::uint64_t state_bytes(const Problem& problem) {
  Arena arena(nullptr);
  make_state(arena, problem);
  return arena.used();
}

/** The head with the best portfolios, which stand first in the block. */
TSR_SIDE std::uint64_t head_bytes(const Problem& problem) {
  Arena arena(nullptr);
  arena.take<Head>(1);
  arena.take<std::uint32_t>(problem.size);
  if (algorithm_of(problem) == AlgorithmId::ant_colony) arena.take<std::uint32_t>(problem.size);
  return arena.used();
}

}  // namespace tessera::search::island
