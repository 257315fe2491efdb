#pragma once

#include "backends/cpu/score/score_group.h"

namespace tessera::cpu {
namespace {

/** (sum - out) + in of one part for kLanes swaps. The chains' sums are the caller's and not padded. */
struct SwapSource {
  const double* sums[kLanes];
  const double* outs[kLanes];
  const double* ins[kLanes];

  Vec whole(uint32_t lane, uint32_t t) const { return (load(sums[lane] + t) - load(outs[lane] + t)) + load(ins[lane] + t); }
  Vec partial(uint32_t lane, uint32_t t, uint32_t count) const {
    Vec value{};
    for (uint32_t j = 0; j < count; ++j) {
      value[j] = (sums[lane][t + j] - outs[lane][t + j]) + ins[lane][t + j];
    }
    return value;
  }
};

/** Asks for a strategy's row ahead of its use: random rows of a matrix larger than the caches. */
inline void prefetch_row(const ScoreData& data, uint32_t strategy) {
  const double* const row = data.rows + strategy * data.stride;
  for (size_t j = 0; j < data.stride; j += 8) __builtin_prefetch(row + j);
}

template <ScoreNeeds Needs>
void score_swaps_as(const ScoreData& data, const tsr_score_swaps_params& p, uint64_t begin, uint64_t end, double* scratch) {
  const bool with_correlation = p.objective.penalty != TSR_PENALTY_NONE;
  for (uint64_t first = begin; first < end; first += kLanes) {
    const uint32_t lanes = end - first < kLanes ? static_cast<uint32_t>(end - first) : kLanes;
    SwapSource pnl, standardised;
    Vec vary{};
    for (uint32_t lane = 0; lane < kLanes; ++lane) {
      const uint64_t k = first + (lane < lanes ? lane : lanes - 1);
      const uint64_t chain = p.chain == nullptr ? 0 : p.chain[k];
      const uint32_t out = p.out_member[k];
      const uint32_t in = p.in_member[k];
      pnl.sums[lane] = p.pnl_sum + chain * data.observations;
      pnl.outs[lane] = data.rows + out * data.stride;
      pnl.ins[lane] = data.rows + in * data.stride;
      standardised.sums[lane] = p.standardised_sum + chain * data.correlation_observations;
      standardised.outs[lane] = pnl.outs[lane] + data.z_offset;
      standardised.ins[lane] = pnl.ins[lane] + data.z_offset;
      vary[lane] = static_cast<double>(p.varying[chain]) - static_cast<double>(data.varying[out]) +
                   static_cast<double>(data.varying[in]);
    }
    for (uint64_t k = first + kLanes; k < first + 2 * kLanes && k < end; ++k) prefetch_row(data, p.in_member[k]);
    const auto score = score_group<Needs>(data, p.objective, p.size, with_correlation, vary, pnl, standardised, scratch);
    for (uint32_t lane = 0; lane < lanes; ++lane) p.fitness[first + lane] = score.fitness[lane];
  }
}

void score_swaps(const ScoreData& data, const tsr_score_swaps_params& p, uint64_t begin, uint64_t end, double* scratch) {
  switch (formulas::score_needs(p.objective.metric, false)) {
    case ScoreNeeds::kDrawdown: return score_swaps_as<ScoreNeeds::kDrawdown>(data, p, begin, end, scratch);
    case ScoreNeeds::kEverything: return score_swaps_as<ScoreNeeds::kEverything>(data, p, begin, end, scratch);
    default: return score_swaps_as<ScoreNeeds::kWinLoss>(data, p, begin, end, scratch);
  }
}

}  // namespace
}  // namespace tessera::cpu
