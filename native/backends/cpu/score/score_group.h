#pragma once

#include "backends/cpu/device/transpose.h"
#include "formulas/mean_correlation.h"
#include "formulas/objective.h"
#include "formulas/quantile.h"
#include "formulas/tail_mean.h"

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

}  // namespace
}  // namespace tessera::cpu
