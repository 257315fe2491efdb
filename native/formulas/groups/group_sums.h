#pragma once

#include "formulas/series/drawdown.h"
#include "formulas/series/series_sums.h"
#include "formulas/series/win_loss.h"

namespace tessera::formulas {

/** What the statistics of one group of observations are made of, currency. Missing cells are skipped. See group_value.h. */
template <class V>
struct GroupSums {
  SeriesSums<V> sums;
  WinLoss<V> win_loss;
  Drawdown<V> drawdown;
  V weight = splat<V>(0.0);
  V weight_squares = splat<V>(0.0);
  V weighted = splat<V>(0.0);
  V mean = splat<V>(0.0);
  V squares = splat<V>(0.0);  // second pass: of the deviations from the mean

  TSR_HD explicit GroupSums(bool peak_from_zero) : drawdown(peak_from_zero) {}

  /** First pass, the group's rows in time order. */
  TSR_HD void add(V x, double row_weight) {
    const V zero = splat<V>(0.0);
    sums.add(x);
    win_loss.add(x);
    Drawdown<V> next = drawdown;
    next.add(x);
    drawdown.equity = select(x == x, next.equity, drawdown.equity);
    drawdown.peak = select(x == x, next.peak, drawdown.peak);
    drawdown.worst = select(x == x, next.worst, drawdown.worst);
    const V w = select(x == x, splat<V>(row_weight), zero);
    weight = weight + w;
    weight_squares = weight_squares + w * w;
    weighted = weighted + select(x == x, x * w, zero);
  }

  TSR_HD void finish_first_pass() { mean = sums.mean(); }

  /** Second pass, the same order. */
  TSR_HD void add_deviation(V x) {
    const V d = select(x == x, x - mean, splat<V>(0.0));
    squares = squares + d * d;
  }
};

}  // namespace tessera::formulas
