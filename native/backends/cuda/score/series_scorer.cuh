// Scores 16 series at once: a warp lays their sums side by side in shared memory, then lanes 0..15 walk the P&L of one
// series each and lanes 16..31 its standardised sums, observation by observation as the formulas want it.
#pragma once

#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/score/score_work.h"
#include "formulas/scores/mean_correlation.h"
#include "formulas/scores/objective.h"
#include "formulas/series/quantile.h"
#include "formulas/series/tail_mean.h"

namespace tessera::cuda {

constexpr uint32_t kSeries = 16;

/** Observations kept at a time, Values per lane. An odd stride keeps the walking lanes on different banks. */
template <uint32_t Values>
struct SeriesTile {
  static constexpr uint32_t kRows = 32 * Values;
  static constexpr uint32_t kStride = kRows + 1;
  double cells[2][kSeries][kStride];

  __device__ __forceinline__ void put(uint32_t series, const double (&pnl)[Values], const double (&standardised)[Values]) {
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) {
      cells[0][series][32 * v + threadIdx.x % 32] = pnl[v];
      cells[1][series][32 * v + threadIdx.x % 32] = standardised[v];
    }
  }
};

// What every card gives a block without being asked.
static_assert(sizeof(SeriesTile<4>) <= 48 * 1024);

/** A walking lane's state. */
template <formulas::ScoreNeeds Needs>
class SeriesScorer {
 public:
  __device__ __forceinline__ SeriesScorer(const tsr_objective& objective, uint32_t observations, double* tails,
                                          uint32_t tail_lanes)
      : objective_(objective),
        observations_(observations),
        sums_(objective.peak_from_zero != 0),
        tail_(tails == nullptr ? nullptr : tails + blockIdx.x * kSeries + threadIdx.x % kSeries),
        tail_lanes_(tail_lanes) {
    if constexpr (Needs == formulas::ScoreNeeds::kEverything) {
      if (threadIdx.x < kSeries) formulas::clear_tail(tail_, capacity(), tail_lanes_);
    }
  }

  /** First pass over the tile's rows, which are observations first, first + 1 ... of both parts. */
  template <uint32_t Values>
  __device__ __forceinline__ void walk(const SeriesTile<Values>& tile, uint32_t first, uint32_t correlation_rows) {
    const bool squares = threadIdx.x % 32 >= kSeries;
    const double* const row = tile.cells[squares ? 1 : 0][threadIdx.x % kSeries];
    const uint32_t all = squares ? correlation_rows : observations_;
    const uint32_t rows = all > first ? min(all - first, SeriesTile<Values>::kRows) : 0;
    for (uint32_t t = 0; t < rows; ++t) {
      const double value = row[t];
      sums_.template add<Needs>(value);
      squared_ = squared_ + value * value;
    }
  }

  /** Second pass, for the enhanced objectives. */
  template <uint32_t Values>
  __device__ __forceinline__ void walk_again(const SeriesTile<Values>& tile, uint32_t first) {
    if (threadIdx.x % 32 >= kSeries) return;
    const double* const row = tile.cells[0][threadIdx.x % kSeries];
    const double mean = sums_.drawdown.equity / static_cast<double>(observations_);
    const uint32_t rows = min(observations_ - first, SeriesTile<Values>::kRows);
    const uint32_t last = (capacity() - 1) * tail_lanes_;
    for (uint32_t t = 0; t < rows; ++t) {
      sums_.add_deviation(row[t], mean);
      // What is not below the largest kept would only pass through.
      if (row[t] < tail_[last]) formulas::insert_in_tail(tail_, capacity(), tail_lanes_, row[t]);
    }
  }

  /** The whole warp calls it; the score is that of series threadIdx.x, for the first 16 lanes. */
  __device__ __forceinline__ formulas::Score<double> finish(uint32_t size, double varying, bool with_correlation) {
    const double squared = __shfl_down_sync(0xffffffffu, squared_, kSeries);
    if constexpr (Needs == formulas::ScoreNeeds::kEverything) {
      if (threadIdx.x % 32 < kSeries) {
        sums_.tail_quantile = formulas::quantile(tail_, tail_lanes_, formulas::kScoreTail, observations_);
        sums_.tail_average = formulas::tail_mean(tail_, tail_lanes_, formulas::kScoreTail, observations_);
      }
    }
    const double c = with_correlation ? formulas::mean_correlation(squared, varying, size) : 0.0;
    return formulas::objective_score(objective_, sums_, static_cast<double>(observations_), size, c);
  }

 private:
  __device__ __forceinline__ uint32_t capacity() const { return formulas::tail_capacity(formulas::kScoreTail, observations_); }

  const tsr_objective& objective_;
  uint32_t observations_;
  formulas::ScoreSums<double> sums_;
  double squared_ = 0.0;
  double* tail_;
  uint32_t tail_lanes_;
};

/** Values per lane that waste the fewest rows of the last tile. */
inline uint32_t values_per_lane(uint32_t observations) {
  uint32_t best = 1, least = UINT32_MAX;
  for (const uint32_t values : {4u, 3u, 1u}) {
    const uint32_t rows = (observations + 32 * values - 1) / (32 * values) * 32 * values;
    // A single value per lane leaves loads waiting for each other, so it must pay.
    if (rows < least && (values > 1 || observations <= 32)) best = values, least = rows;
  }
  return best;
}

/** One-warp blocks that a multiprocessor should have for the given tile. */
template <uint32_t Values>
uint32_t score_blocks(uint64_t series, uint32_t multiprocessors) {
  const uint64_t groups = (series + kSeries - 1) / kSeries;
  constexpr uint64_t per_multiprocessor = Values == 1 ? 16 : 8;
  return static_cast<uint32_t>(std::min<uint64_t>(groups, per_multiprocessor * multiprocessors));
}

/** Calls launch.operator()<Needs, Values>() for the objective and the number of observations. */
template <class Launch>
void for_needs(const tsr_objective& objective, uint32_t observations, const Launch& launch) {
  using formulas::ScoreNeeds;
  const auto with_values = [&]<ScoreNeeds Needs>() {
    switch (values_per_lane(observations)) {
      case 1: return launch.template operator()<Needs, 1>();
      case 3: return launch.template operator()<Needs, 3>();
      default: return launch.template operator()<Needs, 4>();
    }
  };
  switch (formulas::score_needs(objective.metric, true)) {
    case ScoreNeeds::kDrawdown: return with_values.template operator()<ScoreNeeds::kDrawdown>();
    case ScoreNeeds::kEverything: return with_values.template operator()<ScoreNeeds::kEverything>();
    default: return with_values.template operator()<ScoreNeeds::kDrawdownAndWinLoss>();
  }
}

}  // namespace tessera::cuda
