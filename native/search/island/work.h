#pragma once

#include "search/island/chain.h"
#include "search/island/state.h"

/**
 * How islands run on both sides. An island's code is a template over a Team: one thread of the host (search/host/host_team.h),
 * or the threads of one block of a device (backends/cuda/search/block_team.cuh). All threads of a team go through the code
 * together; what they share is in `state`, `work` and `stream`, which only these change:
 *
 *   once(f)                             one thread calls f()
 *   each(count, f)                      f(0) .. f(count - 1), in any order and at the same time; each writes to places of its
 *                                       own
 *   ranges(count, f)                    f(begin, end) over ranges that make up 0 .. count - 1, in any order and at the same
 *                                       time
 *   collect(count, first, test, store)  store(first, k), store(first + 1, l) ... for the k < l < ... that pass test; returns
 *                                       the place behind the last. A thread's store follows its test before it tests another
 *   first(count, test)                  the first k < count that passes, or count
 *   best(count)                         place of the best of work.scores, the first of equals
 *   sort(list, count)                   ascending, in place; count <= list_capacity, no repeats
 *   rank(keys, count, order)            order = places by descending key, the first of equals first
 *
 *   parallel                            whether there are several threads, so that work shared out beats work saved
 *
 *   refresh()                           canonical sums and score of the chain's members
 *   score_swaps(count, interesting)     work.swaps to work.scores. While the chain is feasible, a swap whose fitness does not
 *                                       exceed `interesting` may be left with violation 0 unexamined
 *   apply(swap, score)                  makes the swap
 *   score_drawn(count)                  canonical scores of the portfolios work.drawn to work.scores
 *   sum_drawn(members, count)           P&L sums of `count` portfolios to work.drawn_sums
 *   interrupted()                       whether the caller wants the search to end
 *
 *   screen_usable()                     whether the objective has bounds (screen.h) and what they need is in memory
 *   screen_reset()                      forgets all windows, so that what follows depends on nothing before
 *   screen_prepare()                    takes over the chain, which must be feasible
 *   screen_scan(threshold)              the swaps that the groups allow whose bound is over the threshold, to work.screened
 *   screen_learn(swap)                  adds the window in which the chain after the swap has its drawdown; false when it is
 *                                       known
 *
 * What threads read outside of these calls was written before the last of them, so that every branch is taken by all or none.
 * Numbers come out the same on both sides: sums have a fixed order, nothing is contracted, and exp and log are those of
 * functions.h.
 */

namespace tessera::search::island {

/** Swaps or portfolios that are scored together, at most. */
inline constexpr uint32_t kBatchLimit = 256;

/** Entries of a scratch list: room for a mutant of de, the draws of an ant, the velocities of a particle. */
TSR_SIDE uint64_t list_capacity(const Problem& problem) { return 10 * uint64_t{problem.size} + 64; }

/** Portfolios that are drawn at once, by rs or as proposals of bo. */
TSR_SIDE uint64_t drawn_capacity(const Problem& problem) {
  if (is_baseline(algorithm_of(problem))) return kBatchLimit;
  return algorithm_of(problem) == AlgorithmId::bayesian ? problem.proposals : 0;
}

/** A swap that may improve a chain: its fitness is at most `bound`. */
struct ScreenedSwap {
  double bound;
  Swap swap;
};

/** Swaps that one scan by bounds remembers, at most: the most promising ones. */
inline constexpr uint32_t kScreenedLimit = 2048;

/** What a scan found. */
struct Scan {
  uint32_t count;  // entries of work.screened, best bounds first (ties by out, in)
  bool complete;   // these are all whose bound is over the threshold
};

/** Scratch of an island; nothing in it outlives a generation. */
struct Work {
  Chain chain;
  Swap* swaps;             // [kBatchLimit]
  Score* scores;           // [kBatchLimit]
  ScreenedSwap* screened;  // [kScreenedLimit]
  uint32_t* lists[5];      // [list_capacity]
  double* values[3];       // [list_capacity]
  uint32_t* drawn;         // [drawn_capacity][n]
  double* drawn_sums;      // [drawn_capacity][T] of their P&L
  double* features;        // [drawn_capacity][feature_count]
  // The Gaussian process of bo, m = memory
  double* inputs;     // [m][feature_count], standardised
  double* centre;     // [feature_count]
  double* spread;     // [feature_count]
  double* distances;  // [m][m] lower half
  double* kernel;     // [m][m] lower half
  double* factor;     // [m][m] lower Cholesky factor
  double* targets;    // [m]
  double* weights;    // [m]
  double* pivots;     // [m] scratch
  double* columns;    // [m + 2][drawn_capacity] see GaussianProcess::predict
  double* figures;    // [8] what the island's threads tell each other
};

TSR_SIDE Work make_work(Arena& arena, const Problem& problem) {
  const bool models = algorithm_of(problem) == AlgorithmId::bayesian;
  const uint64_t m = problem.memory, drawn = drawn_capacity(problem), features = feature_count(problem);
  Work work{};
  work.chain = make_chain(arena, problem);
  work.swaps = arena.take<Swap>(kBatchLimit);
  work.scores = arena.take<Score>(kBatchLimit);
  work.screened = arena.take<ScreenedSwap>(kScreenedLimit);
  for (auto& list : work.lists) list = arena.take<uint32_t>(list_capacity(problem));
  for (auto& list : work.values) list = arena.take<double>(list_capacity(problem));
  work.drawn = arena.take<uint32_t>(drawn * problem.size);
  work.drawn_sums = arena.take<double>(models ? drawn * problem.observations : 0);
  work.features = arena.take<double>(models ? drawn * features : 0);
  work.inputs = arena.take<double>(m * features);
  work.centre = arena.take<double>(features);
  work.spread = arena.take<double>(features);
  work.distances = arena.take<double>(m * m);
  work.kernel = arena.take<double>(m * m);
  work.factor = arena.take<double>(m * m);
  work.targets = arena.take<double>(m);
  work.weights = arena.take<double>(m);
  work.pivots = arena.take<double>(m);
  work.columns = arena.take<double>(models ? drawn * (m + 2) : 0);
  work.figures = arena.take<double>(8);
  return work;
}

TSR_SIDE uint64_t work_bytes(const Problem& problem) {
  Arena arena(nullptr);
  make_work(arena, problem);
  return arena.used();
}

}  // namespace tessera::search::island
