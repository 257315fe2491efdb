#pragma once

#include <cstdint>

#include "search/algorithms.h"
#include "search/score.h"
#include "search/side.h"
#include "search/stream.h"
#include "tessera_backend.h"

namespace tessera::search::island {

/** Hands out the parts of one block of bytes, in order. Over no block it only counts. */
class Arena {
 public:
  TSR_SIDE explicit Arena(unsigned char* block) : block_(block) {}

  /** `count` values, aligned to 8 bytes. */
  template <class T>
  TSR_SIDE T* take(uint64_t count) {
    used_ = (used_ + 7) / 8 * 8;
    T* const part = block_ == nullptr ? nullptr : reinterpret_cast<T*>(block_ + used_);
    used_ += count * sizeof(T);
    return part;
  }
  TSR_SIDE uint64_t used() const { return (used_ + 7) / 8 * 8; }

 private:
  unsigned char* block_;
  uint64_t used_ = 0;
};

/** What an island knows of its search; see tessera_backend_search.h. */
using Problem = tsr_search_problem;
/** What it knows of the generation. */
using Generation = tsr_search_generation;

/** So many islands have budgets of which each can come far by itself; more of them help one another. */
inline constexpr uint32_t kFewIslands = 8;

TSR_SIDE AlgorithmId algorithm_of(const Problem& problem) { return static_cast<AlgorithmId>(problem.algorithm); }

/** Members that a swap may replace. */
TSR_SIDE uint32_t free_slots(const Problem& problem) { return problem.size - problem.fixed_count; }

/** Single swaps of one portfolio. */
TSR_SIDE uint64_t neighbourhood(const Problem& problem) { return uint64_t{free_slots(problem)} * problem.candidate_count; }

/** Whether there is more than one portfolio to choose. */
TSR_SIDE bool has_choice(const Problem& problem) {
  return free_slots(problem) > 0 && problem.candidate_count > free_slots(problem);
}

TSR_SIDE Stream stream_of(const Problem& problem, uint32_t generation, uint32_t individual) {
  return Stream({problem.seed, problem.algorithm, problem.size, generation, individual});
}

/** What the host wants to know of an island after every generation. */
struct Head {
  uint64_t evaluations;  // swaps and portfolios scored
  uint64_t screened;     // swaps ruled out by a bound
  uint64_t charged;      // other work at its worth in evaluations
  Score best;
  Score iteration;  // aco: of this generation
  double spread;    // a figure to watch; see each algorithm
  uint32_t has_best;
  uint32_t has_iteration;
  uint32_t dead_end;  // 1 = no portfolio was found within the bounds of the groups
  uint32_t optimal;   // polish: 1 = proven that no swap improves the portfolio
};

TSR_SIDE uint64_t spent(const Head& head) { return head.evaluations + head.charged; }

/** What a portfolio is worth in evaluations: a swap reads two columns, a portfolio all of its own. */
TSR_SIDE uint64_t portfolio_worth(uint32_t size) { return size / 2 > 1 ? size / 2 : 1; }

TSR_SIDE void count_portfolios(Head& head, uint64_t count, uint32_t size) {
  head.evaluations += count;
  head.charged += count * portfolio_worth(size) - count;
}

/** How far a drawdown is over its limit, as a share of it; a limit of 0 is none. */
TSR_SIDE double drawdown_excess(double drawdown, double limit) {
  if (!(limit > 0) || drawdown <= limit) return 0;
  return (drawdown - limit) / limit;
}

/** Velocities that a particle keeps; the weakest give way. */
TSR_SIDE uint32_t velocity_capacity(const Problem& problem) { return 8 * problem.size; }

/** Numbers that describe a portfolio to the model of bo. */
TSR_SIDE uint32_t feature_count(const Problem& problem) { return 3 + problem.directions; }

/**
 * Everything of an island that outlives a generation: pointers into one block, the head first. A checkpoint is these bytes.
 * Parts that the algorithm does not have are empty.
 */
struct State {
  Head* head;
  uint32_t* best;       // [n]
  uint32_t* iteration;  // [n] aco
  // ga, pso, de: individuals and whose turn it is
  uint32_t* population;  // [population][n]
  Score* scores;         // [population]
  uint32_t* turn;
  double* keys;                 // de: [population][n] of the members
  uint32_t* position;           // pso: [population][n]
  uint32_t* velocity_count;     // pso: [population]
  uint32_t* velocity_strategy;  // pso: [population][velocity_capacity]
  double* velocity;             // pso: [population][velocity_capacity] probability to enter
  // sa, hc: the portfolio that the chain is at
  uint32_t* current;   // [n]
  double* scale;       // sa: mean absolute fitness change of recent proposals
  double* acceptance;  // sa: recent share of proposals accepted
  uint64_t* idle;      // hc: evaluations since the last improvement
  // bo: the latest trials, trial k in slot k % memory
  uint32_t* trial_from;    // [memory][n] where the climb began
  uint32_t* trial_found;   // [memory][n]
  Score* trial_score;      // [memory]
  double* trial_features;  // [memory][feature_count] of where it began
  uint64_t* trials;        // so far
  double* radius;
  uint32_t* failures;
};

TSR_SIDE State make_state(Arena& arena, const Problem& problem) {
  const AlgorithmId algorithm = algorithm_of(problem);
  const uint64_t n = problem.size;
  State state{};
  state.head = arena.take<Head>(1);
  state.best = arena.take<uint32_t>(n);
  state.iteration = arena.take<uint32_t>(algorithm == AlgorithmId::ant_colony ? n : 0);
  state.population = arena.take<uint32_t>(problem.population * n);
  state.scores = arena.take<Score>(problem.population);
  state.turn = arena.take<uint32_t>(1);
  const uint64_t keyed = algorithm == AlgorithmId::differential_evolution ? problem.population : 0;
  state.keys = arena.take<double>(keyed * n);
  const uint64_t particles = algorithm == AlgorithmId::particle_swarm ? problem.population : 0;
  state.position = arena.take<uint32_t>(particles * n);
  state.velocity_count = arena.take<uint32_t>(particles);
  state.velocity_strategy = arena.take<uint32_t>(particles * velocity_capacity(problem));
  state.velocity = arena.take<double>(particles * velocity_capacity(problem));
  const bool walks = algorithm == AlgorithmId::simulated_annealing || algorithm == AlgorithmId::hill_climbing;
  state.current = arena.take<uint32_t>(walks ? n : 0);
  state.scale = arena.take<double>(1);
  state.acceptance = arena.take<double>(1);
  state.idle = arena.take<uint64_t>(1);
  state.trial_from = arena.take<uint32_t>(problem.memory * n);
  state.trial_found = arena.take<uint32_t>(problem.memory * n);
  state.trial_score = arena.take<Score>(problem.memory);
  state.trial_features = arena.take<double>(uint64_t{problem.memory} * feature_count(problem));
  state.trials = arena.take<uint64_t>(1);
  state.radius = arena.take<double>(1);
  state.failures = arena.take<uint32_t>(1);
  return state;
}

TSR_SIDE uint64_t state_bytes(const Problem& problem) {
  Arena arena(nullptr);
  make_state(arena, problem);
  return arena.used();
}

/** The head with the best portfolios, which stand first in the block. */
TSR_SIDE uint64_t head_bytes(const Problem& problem) {
  Arena arena(nullptr);
  arena.take<Head>(1);
  arena.take<uint32_t>(problem.size);
  if (algorithm_of(problem) == AlgorithmId::ant_colony) arena.take<uint32_t>(problem.size);
  return arena.used();
}

}  // namespace tessera::search::island
