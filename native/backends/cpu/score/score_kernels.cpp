#include "backends/cpu/score/score_kernels.h"

#include "backends/cpu/device/lanes.h"
#include "formulas/scores/mean_correlation.h"
#include "formulas/scores/objective.h"
#include "formulas/series/quantile.h"
#include "formulas/series/tail_mean.h"

namespace tessera::cpu {

namespace {

using formulas::ScoreNeeds;
using formulas::ScoreSums;

/**
 * Calls visit(t, series of all lanes at t) for t = 0, 1, ... in order. `source(lane, t)` gives kLanes consecutive
 * values of one lane, `source.partial(lane, t, count)` fewer, zero-padded.
 */
template <class Source, class Visit>
inline __attribute__((always_inline)) void for_each_row(const Source& source, uint32_t observations, const Visit& visit) {
  uint32_t t = 0;
  for (; t + kLanes <= observations; t += kLanes) {
    Vec block[kLanes];
    for (uint32_t lane = 0; lane < kLanes; ++lane) block[lane] = source.whole(lane, t);
    transpose(block);
    for (uint32_t j = 0; j < kLanes; ++j) visit(t + j, block[j]);
  }
  if (t == observations) return;
  Vec block[kLanes];
  for (uint32_t lane = 0; lane < kLanes; ++lane) block[lane] = source.partial(lane, t, observations - t);
  transpose(block);
  for (uint32_t j = 0; t + j < observations; ++j) visit(t + j, block[j]);
}

/** Second pass and tail of the enhanced objectives over the series kept in `series`. */
inline void finish_everything(ScoreSums<Vec>& sums, const Vec* series, uint32_t observations, Vec* tail) {
  const uint32_t capacity = formulas::tail_capacity(formulas::kScoreTail, observations);
  const Vec mean = sums.drawdown.equity / formulas::splat<Vec>(static_cast<double>(observations));
  formulas::clear_tail(tail, capacity, 1);
  for (uint32_t t = 0; t < observations; ++t) {
    sums.add_deviation(series[t], mean);
    formulas::insert_in_tail(tail, capacity, 1, series[t]);
  }
  sums.tail_quantile = formulas::quantile(tail, 1, formulas::kScoreTail, observations);
  sums.tail_average = formulas::tail_mean(tail, 1, formulas::kScoreTail, observations);
}

/**
 * Scores kLanes portfolios at once from two sources of sums, P&L and standardised, t ascending.
 * scratch: score_scratch_doubles, used by the enhanced objectives alone.
 */
template <ScoreNeeds Needs, class Source>
inline __attribute__((always_inline)) formulas::Score<Vec> score_group(const ScoreData& data, const tsr_objective& objective,
                                                                       uint32_t size, bool with_correlation, Vec varying,
                                                                       const Source& pnl, const Source& standardised,
                                                                       double* scratch) {
  ScoreSums<Vec> sums(objective.peak_from_zero != 0);
  Vec* const series = reinterpret_cast<Vec*>(scratch);
  for_each_row(
      pnl, data.observations, [&](uint32_t t, Vec s) __attribute__((always_inline)) {
        sums.template add<Needs>(s);
        if constexpr (Needs == ScoreNeeds::kEverything) series[t] = s;
      });
  if constexpr (Needs == ScoreNeeds::kEverything) {
    finish_everything(sums, series, data.observations, series + data.observations);
  }
  Vec c{};
  if (with_correlation) {
    Vec squares{};
    for_each_row(
        standardised,
        data.correlation_observations, [&](uint32_t, Vec z) __attribute__((always_inline)) { squares = squares + z * z; });
    c = formulas::mean_correlation(squares, varying, size);
  }
  return formulas::objective_score(objective, sums, static_cast<double>(data.observations), size, c);
}

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

const ScoreKernels TSR_TABLE(score_kernels) = {kLanes, sum_members, score_sums, score_swaps};

}  // namespace tessera::cpu
