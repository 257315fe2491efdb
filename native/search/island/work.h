#pragma once

#include "search/island/chain.h"
#include "search/island/state.h"

namespace tessera::search::island {

/** Swaps or portfolios that are scored together, at most. */
inline constexpr uint32_t batch_limit = 256;

/** Entries of a scratch list: room for a mutant of de, the draws of an ant, the velocities of a particle. */
TSR_SIDE uint64_t list_capacity(const Problem& problem) { return 10 * uint64_t{problem.size} + 64; }

/** Portfolios that are drawn at once, by rs or as proposals of bo. */
TSR_SIDE uint64_t drawn_capacity(const Problem& problem) {
  if (algorithm_of(problem) == AlgorithmId::random_search) return batch_limit;
  return algorithm_of(problem) == AlgorithmId::bayesian ? problem.proposals : 0;
}

/** A swap that may improve a chain: its fitness is at most `bound`. */
struct ScreenedSwap {
  double bound;
  Swap swap;
};

/** Swaps that one scan by bounds remembers, at most: the most promising ones. */
inline constexpr uint32_t screened_limit = 2048;

/** What a scan found. */
struct Scan {
  uint32_t count;  // entries of work.screened, best bounds first (ties by out, in)
  bool complete;   // these are all whose bound is over the threshold
};

/** Scratch of an island; nothing in it outlives a generation. */
struct Work {
  Chain chain;
  Swap* swaps;             // [batch_limit]
  Score* scores;           // [batch_limit]
  ScreenedSwap* screened;  // [screened_limit]
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
  work.swaps = arena.take<Swap>(batch_limit);
  work.scores = arena.take<Score>(batch_limit);
  work.screened = arena.take<ScreenedSwap>(screened_limit);
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
