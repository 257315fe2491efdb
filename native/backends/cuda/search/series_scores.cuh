// Scores series at once in one block: all threads lay their sums side by side in shared memory, then one thread walks the P&L
// and another the standardised sums of each series, observation by observation as the formulas want it.
#pragma once

#include <algorithm>

#include "backends/cuda/search/block_reduce.cuh"
#include "formulas/scores/mean_correlation.h"
#include "formulas/scores/objective.h"
#include "formulas/series/quantile.h"
#include "formulas/series/tail_mean.h"

namespace tessera::cuda {

using formulas::ScoreNeeds;

/**
 * How many series a tile holds, and how many rows of them: few series get many rows, so that the first score is there soon, and
 * many series keep all threads walking. Strides are odd, so that walking threads are on different banks.
 */
template <uint32_t Series>
struct TileShape {
  static constexpr uint32_t kRows = 3072 / Series;
  static constexpr uint32_t kStride = kRows + 1;
  /** Warp-wide lines of a series. */
  static constexpr uint32_t kLines = (kRows + 31) / 32;
  /** Two parts of every series. */
  static constexpr uint32_t kDoubles = 2 * Series * kStride;
};
template <uint32_t Threads>
constexpr uint32_t kTileDoubles = std::max(TileShape<kMostSeries<Threads>>::kDoubles, TileShape<kFewSeries>::kDoubles);

/** A walking thread's state over the tiles of its series. */
struct SeriesWalk {
  formulas::ScoreSums<double> sums;
  double squared = 0.0;

  __device__ __forceinline__ explicit SeriesWalk(bool peak_from_zero) : sums(peak_from_zero) {}
};

/**
 * Lays rows first_row .. of `parts` parts of `count` series into the tile. A warp reads whole lines of Source::kTogether series
 * before it uses the first: they come from far.
 */
template <uint32_t Threads, uint32_t Together, class Source>
__device__ __forceinline__ void fill_tile(const Source& source, const uint32_t (&rows)[2], uint32_t first_series,
                                          uint32_t count, uint32_t first_row, uint32_t parts, double* tile) {
  using Shape = TileShape<Together>;
  constexpr uint32_t kWarps = Threads / 32;
  const uint32_t lane = threadIdx.x % 32, items = parts * count;
  for (uint32_t begin = threadIdx.x / 32; begin < items; begin += kWarps * Source::kTogether) {
    double values[Source::kTogether][Shape::kLines];
#pragma unroll
    for (uint32_t i = 0; i < Source::kTogether; ++i) {
      // Behind the last series the last is read again and not kept.
      const uint32_t item = min(begin + kWarps * i, items - 1), part = item >= count ? 1 : 0;
      const auto series = source.at(part, first_series + item - part * count);
#pragma unroll
      for (uint32_t line = 0; line < Shape::kLines; ++line) {
        const uint32_t t = first_row + 32 * line + lane;
        values[i][line] = 32 * line + lane < Shape::kRows && t < rows[part] ? series[t] : 0.0;
      }
    }
#pragma unroll
    for (uint32_t i = 0; i < Source::kTogether; ++i) {
      const uint32_t item = begin + kWarps * i, part = item >= count ? 1 : 0;
      if (item >= items) break;
      double* const to = tile + (part * Together + item - part * count) * Shape::kStride + lane;
#pragma unroll
      for (uint32_t line = 0; line < Shape::kLines; ++line) {
        if (32 * line + lane < Shape::kRows) to[32 * line] = values[i][line];
      }
    }
  }
}

/**
 * Scores `count` series. `source.at(part, k)[t]` is the sum of series k at observation t, of P&L (part 0) or standardised (part
 * 1); `varying(k)` its members that vary; `sink(k, score)` is called by one thread for each. All threads of the block call.
 */
template <uint32_t Threads, ScoreNeeds Needs, uint32_t Together, class Source, class Varying, class Sink>
__device__ __forceinline__ void score_series_as(const tsr_search_problem& problem, uint32_t count, double* tile, double* tails,
                                                const Source& source, const Varying& varying, const Sink& sink) {
  const tsr_objective& objective = problem.objective;
  const bool with_correlation = objective.penalty != TSR_PENALTY_NONE;
  const uint32_t rows[2] = {problem.observations, with_correlation ? problem.correlation_observations : 0};
  const uint32_t most = max(rows[0], rows[1]), parts = with_correlation ? 2 : 1;
  using Shape = TileShape<Together>;
  // A warp walks one part only.
  const uint32_t part = threadIdx.x / Together, own = threadIdx.x % Together;
  const double* const walked = tile + threadIdx.x * Shape::kStride;
  double* const tail = tails + own;
  const uint32_t capacity = Needs == ScoreNeeds::kEverything ? formulas::tail_capacity(formulas::kScoreTail, rows[0]) : 0;

  for (uint32_t first = 0; first < count; first += Together) {
    const uint32_t here = min(Together, count - first);
    const bool walks = part < parts && own < here;
    // Asked for before the tile is there: it comes from far, too.
    const double vary = walks && part == 0 && with_correlation ? varying(first + own) : 0.0;
    SeriesWalk walk(objective.peak_from_zero != 0);
    for (uint32_t first_row = 0; first_row < most; first_row += Shape::kRows) {
      __syncthreads();
      fill_tile<Threads, Together>(source, rows, first, here, first_row, parts, tile);
      __syncthreads();
      if (!walks) continue;
      const uint32_t end = rows[part] > first_row ? min(rows[part] - first_row, Shape::kRows) : 0;
      if (part == 0) {
#pragma unroll 8
        for (uint32_t t = 0; t < end; ++t) walk.sums.template add<Needs>(walked[t]);
      } else {
#pragma unroll 8
        for (uint32_t t = 0; t < end; ++t) walk.squared = walk.squared + walked[t] * walked[t];
      }
    }
    if constexpr (Needs == ScoreNeeds::kEverything) {
      if (walks && part == 0) formulas::clear_tail(tail, capacity, Together);
      const double mean = walk.sums.drawdown.equity / static_cast<double>(rows[0]);
      for (uint32_t first_row = 0; first_row < rows[0]; first_row += Shape::kRows) {
        __syncthreads();
        fill_tile<Threads, Together>(source, rows, first, here, first_row, 1, tile);
        __syncthreads();
        if (!walks || part != 0) continue;
        const uint32_t end = min(rows[0] - first_row, Shape::kRows);
        for (uint32_t t = 0; t < end; ++t) {
          walk.sums.add_deviation(walked[t], mean);
          // What is not below the largest kept would only pass through.
          if (walked[t] < tail[(capacity - 1) * Together]) {
            formulas::insert_in_tail(tail, capacity, Together, walked[t]);
          }
        }
      }
      if (walks && part == 0) {
        walk.sums.tail_quantile = formulas::quantile(tail, Together, formulas::kScoreTail, rows[0]);
        walk.sums.tail_average = formulas::tail_mean(tail, Together, formulas::kScoreTail, rows[0]);
      }
    }
    // The thread of the standardised sums leaves their square where the other finds it.
    __syncthreads();
    if (part == 1) tile[own] = walk.squared;
    __syncthreads();
    if (!walks || part != 0) continue;
    const double c = with_correlation ? formulas::mean_correlation(tile[own], vary, problem.size) : 0.0;
    sink(first + own, formulas::objective_score(objective, walk.sums, static_cast<double>(rows[0]), problem.size, c));
  }
  __syncthreads();
}

/** The same for any objective; Together is kFewSeries or kMostSeries. */
template <uint32_t Threads, uint32_t Together, class Source, class Varying, class Sink>
__device__ __forceinline__ void score_series(const tsr_search_problem& problem, uint32_t count, double* tile, double* tails,
                                             const Source& source, const Varying& varying, const Sink& sink) {
  switch (formulas::score_needs(problem.objective.metric, true)) {
    case ScoreNeeds::kDrawdown:
      return score_series_as<Threads, ScoreNeeds::kDrawdown, Together>(problem, count, tile, tails, source, varying, sink);
    case ScoreNeeds::kEverything:
      return score_series_as<Threads, ScoreNeeds::kEverything, Together>(problem, count, tile, tails, source, varying, sink);
    default:
      return score_series_as<Threads, ScoreNeeds::kDrawdownAndWinLoss, Together>(problem, count, tile, tails, source, varying,
                                                                                 sink);
  }
}

}  // namespace tessera::cuda
