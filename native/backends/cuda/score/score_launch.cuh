#pragma once

#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/score/score_work.h"
#include "backends/cuda/score/series_scorer.cuh"

namespace tessera::cuda {

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

/** Doubles of PortfolioWork::tails and SwapWork::tails for an objective; 0 unless it is an enhanced one. */
inline uint64_t tail_doubles(const tsr_objective& objective, uint32_t observations, uint32_t multiprocessors) {
  if (formulas::score_needs(objective.metric, true) != formulas::ScoreNeeds::kEverything) return 0;
  return uint64_t{formulas::tail_capacity(formulas::kScoreTail, observations)} * 16 * multiprocessors * kSeries;
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
