#pragma once

#include "backends/cpu/score/score_group.h"

namespace tessera::cpu {
namespace {

/** sum = the members' rows, added in the order given. Several accumulators hide the latency of one addition. */
void sum_members(const ScoreData& data, const uint32_t* members, uint32_t size, double* sum) {
  constexpr uint32_t kVectors = 8;
  constexpr uint32_t kChunk = kVectors * kLanes;
  size_t j = 0;
  for (; j + kChunk <= data.stride; j += kChunk) {
    Vec total[kVectors] = {};
    for (uint32_t m = 0; m < size; ++m) {
      const double* const row = data.rows + members[m] * data.stride + j;
      for (uint32_t v = 0; v < kVectors; ++v) total[v] = total[v] + load(row + v * kLanes);
    }
    for (uint32_t v = 0; v < kVectors; ++v) store(sum + j + v * kLanes, total[v]);
  }
  for (; j < data.stride; j += kLanes) {
    Vec total{};
    for (uint32_t m = 0; m < size; ++m) total = total + load(data.rows + members[m] * data.stride + j);
    store(sum + j, total);
  }
}

/** Padded rows of one part (P&L or standardised) of kLanes portfolio sums. */
struct SumSource {
  const double* lane_rows[kLanes];

  Vec whole(uint32_t lane, uint32_t t) const { return load(lane_rows[lane] + t); }
  Vec partial(uint32_t lane, uint32_t t, uint32_t) const { return load(lane_rows[lane] + t); }
};

template <ScoreNeeds Needs>
void score_sums_as(const ScoreData& data, const double* sums, const uint32_t* varying, uint64_t count, uint32_t size,
                   const tsr_objective& objective, double* fitness, double* components, double* scratch) {
  for (uint64_t first = 0; first < count; first += kLanes) {
    const uint32_t lanes = count - first < kLanes ? static_cast<uint32_t>(count - first) : kLanes;
    SumSource pnl, standardised;
    Vec vary{};
    for (uint32_t lane = 0; lane < kLanes; ++lane) {
      // Lanes over the end repeat the last portfolio and are not stored.
      const uint64_t portfolio = first + (lane < lanes ? lane : lanes - 1);
      pnl.lane_rows[lane] = sums + portfolio * data.stride;
      standardised.lane_rows[lane] = pnl.lane_rows[lane] + data.z_offset;
      vary[lane] = static_cast<double>(varying[portfolio]);
    }
    const auto score = score_group<Needs>(data, objective, size, true, vary, pnl, standardised, scratch);
    for (uint32_t lane = 0; lane < lanes; ++lane) {
      fitness[first + lane] = score.fitness[lane];
      if (components == nullptr) continue;
      double* const out = components + (first + lane) * TSR_COMPONENT_COUNT;
      out[TSR_COMPONENT_FITNESS] = score.fitness[lane];
      out[TSR_COMPONENT_BASE] = score.base[lane];
      out[TSR_COMPONENT_MEAN_CORRELATION] = score.mean_correlation[lane];
      out[TSR_COMPONENT_ROI] = score.roi[lane];
      out[TSR_COMPONENT_MAX_DRAWDOWN] = score.max_drawdown[lane];
    }
  }
}

void score_sums(const ScoreData& data, const double* sums, const uint32_t* varying, uint64_t count, uint32_t size,
                const tsr_objective& objective, double* fitness, double* components, double* scratch) {
  const auto run = [&]<ScoreNeeds Needs>() {
    score_sums_as<Needs>(data, sums, varying, count, size, objective, fitness, components, scratch);
  };
  switch (formulas::score_needs(objective.metric, true)) {
    case ScoreNeeds::kDrawdown: return run.template operator()<ScoreNeeds::kDrawdown>();
    case ScoreNeeds::kEverything: return run.template operator()<ScoreNeeds::kEverything>();
    default: return run.template operator()<ScoreNeeds::kDrawdownAndWinLoss>();
  }
}

}  // namespace
}  // namespace tessera::cpu
