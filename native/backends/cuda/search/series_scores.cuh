// Scores series at once in one block: all threads lay their sums side by side in shared memory, then one thread walks the P&L and another
// the standardised sums of each series, observation by observation as the formulas want it.
#pragma once

#include "backends/cuda/search/block_scratch.h"
#include "formulas/mean_correlation.h"
#include "formulas/objective.h"
#include "formulas/quantile.h"
#include "formulas/tail_mean.h"

namespace tessera::cuda {

using formulas::ScoreNeeds;

/** Series side by side and rows of them that fit the tile together. An odd stride keeps walking threads on different banks. */
struct SeriesShape {
  uint32_t series, rows;

  /** Few series get many rows each: fewer rounds until the first score is there. */
  __device__ __forceinline__ explicit SeriesShape(uint32_t count)
      : series(count <= 32 ? 32 : kMostSeries), rows(count <= 32 ? 96 : 47) {}
  __device__ __forceinline__ uint32_t stride() const { return rows + 1; }
};
constexpr uint32_t kTileDoubles = 2 * 32 * 97;

/** A walking thread's state over the tiles of its series. */
struct SeriesWalk {
  formulas::ScoreSums<double> sums;
  double squared = 0.0;

  __device__ __forceinline__ explicit SeriesWalk(bool peak_from_zero) : sums(peak_from_zero) {}
};

/**
 * Scores `count` series. `source(part, k, t)` is the sum of series k at observation t, of P&L (part 0) or standardised (part 1);
 * `varying(k)` its members that vary; `sink(k, score)` is called by one thread for each. All threads of the block call.
 */
template <ScoreNeeds Needs, class Source, class Varying, class Sink>
__device__ __forceinline__ void score_series_as(const tsr_search_problem& problem, uint32_t count, double* tile, double* tails,
                                                const Source& source, const Varying& varying, const Sink& sink) {
  const tsr_objective& objective = problem.objective;
  const SeriesShape shape(count);
  const uint32_t warp = threadIdx.x / 32, lane = threadIdx.x % 32;
  const uint32_t rows[2] = {problem.observations,
                            objective.penalty == TSR_PENALTY_NONE ? 0 : problem.correlation_observations};
  const uint32_t most = max(rows[0], rows[1]);
  // Threads of one part are neighbours, so that a warp walks one part only.
  const uint32_t part = threadIdx.x / shape.series, own = threadIdx.x % shape.series;
  const double* const walked = tile + threadIdx.x * shape.stride();
  double* const tail = tails + own;
  const uint32_t capacity = Needs == ScoreNeeds::kEverything ? formulas::tail_capacity(formulas::kScoreTail, rows[0]) : 0;

  const auto fill = [&](uint32_t first_series, uint32_t first_row, uint32_t parts) {
    const uint32_t here = min(shape.series, count - first_series);
    for (uint32_t p = 0; p < parts; ++p) {
      const uint32_t last = min(rows[p], first_row + shape.rows);
      for (uint32_t s = warp; s < here; s += kBlockThreads / 32) {
        double* const to = tile + (p * shape.series + s) * shape.stride();
#pragma unroll 3
        for (uint32_t t = first_row + lane; t < last; t += 32) to[t - first_row] = source(p, first_series + s, t);
      }
    }
  };

  for (uint32_t first_series = 0; first_series < count; first_series += shape.series) {
    const bool walks = part < 2 && first_series + own < count;
    SeriesWalk walk(objective.peak_from_zero != 0);
    for (uint32_t first_row = 0; first_row < most; first_row += shape.rows) {
      __syncthreads();
      fill(first_series, first_row, 2);
      __syncthreads();
      if (!walks) continue;
      const uint32_t end = part < 2 && rows[part] > first_row ? min(rows[part] - first_row, shape.rows) : 0;
      if (part == 0) {
        for (uint32_t t = 0; t < end; ++t) walk.sums.template add<Needs>(walked[t]);
      } else {
        for (uint32_t t = 0; t < end; ++t) walk.squared = walk.squared + walked[t] * walked[t];
      }
    }
    if constexpr (Needs == ScoreNeeds::kEverything) {
      if (walks && part == 0) formulas::clear_tail(tail, capacity, kMostSeries);
      const double mean = walk.sums.drawdown.equity / static_cast<double>(rows[0]);
      for (uint32_t first_row = 0; first_row < rows[0]; first_row += shape.rows) {
        __syncthreads();
        fill(first_series, first_row, 1);
        __syncthreads();
        if (!walks || part != 0) continue;
        const uint32_t end = min(rows[0] - first_row, shape.rows);
        for (uint32_t t = 0; t < end; ++t) {
          walk.sums.add_deviation(walked[t], mean);
          // What is not below the largest kept would only pass through.
          if (walked[t] < tail[(capacity - 1) * kMostSeries]) formulas::insert_in_tail(tail, capacity, kMostSeries, walked[t]);
        }
      }
      if (walks && part == 0) {
        walk.sums.tail_quantile = formulas::quantile(tail, kMostSeries, formulas::kScoreTail, rows[0]);
        walk.sums.tail_average = formulas::tail_mean(tail, kMostSeries, formulas::kScoreTail, rows[0]);
      }
    }
    // The thread of the standardised sums leaves their square where the other finds it.
    __syncthreads();
    if (part == 1 && own < shape.series) tile[own] = walk.squared;
    __syncthreads();
    if (!walks || part != 0) continue;
    const double c = objective.penalty == TSR_PENALTY_NONE
                         ? 0.0
                         : formulas::mean_correlation(tile[own], varying(first_series + own), problem.size);
    sink(first_series + own, formulas::objective_score(objective, walk.sums, static_cast<double>(rows[0]), problem.size, c));
  }
  __syncthreads();
}

template <class Source, class Varying, class Sink>
__device__ __forceinline__ void score_series(const tsr_search_problem& problem, uint32_t count, double* tile, double* tails,
                                             const Source& source, const Varying& varying, const Sink& sink) {
  switch (formulas::score_needs(problem.objective.metric, true)) {
    case ScoreNeeds::kDrawdown:
      return score_series_as<ScoreNeeds::kDrawdown>(problem, count, tile, tails, source, varying, sink);
    case ScoreNeeds::kEverything:
      return score_series_as<ScoreNeeds::kEverything>(problem, count, tile, tails, source, varying, sink);
    default: return score_series_as<ScoreNeeds::kDrawdownAndWinLoss>(problem, count, tile, tails, source, varying, sink);
  }
}

}  // namespace tessera::cuda
