#pragma once

#include "formulas/series/downside.h"
#include "formulas/series/drawdown_path.h"
#include "formulas/series/moments.h"
#include "formulas/series/negative_rows.h"
#include "formulas/series/series_sums.h"
#include "formulas/series/streaks.h"
#include "formulas/series/tail_sums.h"
#include "formulas/series/win_loss.h"

namespace tessera::formulas {

/** Tail fractions of the two confidence levels. */
constexpr double kTail95 = 0.05;
constexpr double kTail99 = 0.01;

/** Everything that the metrics of one series are made of, in the unit of the series; see metric_value.h. */
template <class V>
struct SeriesSummary {
  SeriesSums<V> sums;
  WinLoss<V> win_loss;
  Streaks<V> streaks;
  Downside<V> downside;
  DrawdownPath<V> drawdown;
  V mean = splat<V>(0.0);
  Moments<V> moments;
  NegativeRows<V> negative;
  V quantile_95 = splat<V>(NAN), quantile_99 = splat<V>(NAN);
  V tail_mean_95 = splat<V>(NAN), tail_mean_99 = splat<V>(NAN);
  V drawdown_tail_95 = splat<V>(NAN);  // mean of the deepest 5 % of drawdowns, positive
  TailSums<V> tail_95, tail_99;

  TSR_HD explicit SeriesSummary(const EquityRule& rule) : drawdown(rule) {}

  /** First pass, t ascending. Returns the drawdown of the row. */
  TSR_HD V add(V x, double t, double mar, const EquityRule& rule) {
    sums.add(x);
    win_loss.add(x);
    streaks.add(x);
    downside.add(x, mar);
    return drawdown.add(x, t, rule);
  }

  TSR_HD void finish_first_pass() { mean = sums.mean(); }

  /** Second pass, any order. */
  TSR_HD void add_deviation(V x) {
    moments.add(x, mean);
    negative.add(x, -(win_loss.gross_loss / win_loss.losses));
  }

  /** Third pass, once the quantiles are known. */
  TSR_HD void add_tail(V x) {
    tail_95.add(x, quantile_95);
    tail_99.add(x, quantile_99);
  }
};

}  // namespace tessera::formulas
