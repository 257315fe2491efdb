#pragma once

#include "backends/cpu/metrics/metric_kernels.h"
#include "backends/cpu/metrics/split_lanes.h"

namespace tessera::cpu {
namespace {

/**
 * Sums, extremes, largest drawdown and second moment of columns that have every cell: the same operations in the same
 * order as the whole summary, so the same bits, at a third of the work. Counts also has wins, losses and zeros. The rest
 * of the summary is not touched. Returns false where a cell was missing (or infinite ones cancelled): then `out` is void.
 */
template <bool Counts>
bool summarise_plain(const MetricPanel& panel, uint32_t first, const formulas::SeriesRule& rule,
                     formulas::SeriesSummary<double>* out) {
  Summary summary(rule.equity);
  const double* const cells = panel.cells + first;
  const size_t width = panel.width;
  Vec equity = summary.drawdown.equity, peak = summary.drawdown.peak, worst = summary.drawdown.worst;
  Vec smallest = summary.sums.smallest, largest = summary.sums.largest;
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec x = load(cells + t * width);
    equity = equity + x;
    peak = formulas::larger(equity, peak);
    worst = formulas::larger(peak - equity, worst);
    smallest = formulas::smaller(x, smallest);
    largest = formulas::larger(x, largest);
    if constexpr (Counts) {
      summary.win_loss.add(x);
      const Vec zero = formulas::splat<Vec>(0.0);
      summary.sums.zeros = summary.sums.zeros + formulas::select(x == zero, formulas::splat<Vec>(1.0), zero);
    }
  }
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    if (equity[lane] != equity[lane]) return false;
  }
  summary.drawdown.equity = equity;
  summary.drawdown.peak = peak;
  summary.drawdown.worst = worst;
  summary.sums.sum = equity;  // additive from 0: the running sum is the sum
  summary.sums.count = formulas::splat<Vec>(static_cast<double>(panel.observations));
  summary.sums.smallest = smallest;
  summary.sums.largest = largest;
  summary.finish_first_pass();
  const Vec mean = summary.mean;
  Vec second = summary.moments.second;
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec d = load(cells + t * width) - mean;
    second = second + d * d;
  }
  summary.moments.second = second;
  split_lanes(summary, out);
  return true;
}

}  // namespace
}  // namespace tessera::cpu
