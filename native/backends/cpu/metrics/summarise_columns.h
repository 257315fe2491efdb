#pragma once

#include "backends/cpu/metrics/find_tail.h"
#include "backends/cpu/metrics/metric_kernels.h"
#include "backends/cpu/metrics/split_lanes.h"
#include "backends/cpu/metrics/summarise_plain.h"
#include "formulas/quantile.h"
#include "formulas/tail_mean.h"

namespace tessera::cpu {
namespace {

/** Quantiles and tail means of each lane: their places depend on the lane's number of present cells. */
inline void read_tails(Summary& summary, const Vec* tail) {
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    const auto count = static_cast<uint32_t>(summary.sums.count[lane]);
    if (count == 0) continue;
    const double* const values = reinterpret_cast<const double*>(tail) + lane;
    summary.quantile_95[lane] = formulas::quantile(values, kLanes, formulas::kTail95, count);
    summary.quantile_99[lane] = formulas::quantile(values, kLanes, formulas::kTail99, count);
    summary.tail_mean_95[lane] = formulas::tail_mean(values, kLanes, formulas::kTail95, count);
    summary.tail_mean_99[lane] = formulas::tail_mean(values, kLanes, formulas::kTail99, count);
  }
}

inline void read_drawdown_tail(Summary& summary, const Vec* deepest) {
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    const auto count = static_cast<uint32_t>(summary.sums.count[lane]);
    const double* const values = reinterpret_cast<const double*>(deepest) + lane;
    if (count > 0) summary.drawdown_tail_95[lane] = -formulas::tail_mean(values, kLanes, formulas::kTail95, count);
  }
}

void summarise(const MetricPanel& panel, uint32_t first, const formulas::SeriesRule& rule, const MetricNeeds& needs,
               formulas::SeriesSummary<double>* out, double* scratch) {
  if (needs.plain && !rule.equity.compound) {
    const auto plain = needs.counts ? summarise_plain<true> : summarise_plain<false>;
    if (plain(panel, first, rule, out)) return;
  }
  const uint32_t capacity = formulas::tail_capacity(formulas::kTail95, panel.observations);
  Vec* const below_peak = reinterpret_cast<Vec*>(scratch);  // minus the drawdown of each row, NaN where missing
  Vec* const tail = below_peak + panel.observations;
  double* const column = reinterpret_cast<double*>(tail + capacity);
  const auto cell = [&](uint32_t t) { return load(panel.cells + static_cast<size_t>(t) * panel.width + first); };

  Summary summary(rule.equity);
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec x = cell(t);
    const Vec depth = summary.add(x, static_cast<double>(t), rule.config.mar, rule.equity);
    below_peak[t] = formulas::select(x == x, -depth, x);
  }
  summary.finish_first_pass();
  if (needs.tails) {
    find_tail(panel.cells + first, panel.width, panel.observations, capacity, tail, column);
    read_tails(summary, tail);
  }
  if (needs.drawdown_tail) {
    find_tail(scratch, kLanes, panel.observations, capacity, tail, column);
    read_drawdown_tail(summary, tail);
  }
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec x = cell(t);
    summary.add_deviation(x);
    if (needs.tails) summary.add_tail(x);
  }
  split_lanes(summary, out);
}

}  // namespace
}  // namespace tessera::cpu
