#pragma once

#include "formulas/series/drawdown.h"
#include "formulas/series/tail_buffer.h"
#include "formulas/series/win_loss.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/** Fraction of the observations in the tail of the VaR and CVaR terms. */
constexpr double kScoreTail = 0.05;

/** Which accumulations an objective reads: compile-time, so that a kernel pays only for its own. */
enum class ScoreNeeds : uint32_t { kDrawdown, kWinLoss, kDrawdownAndWinLoss, kEverything };

/** `components`: ROI and drawdown are reported too, whatever the metric. */
TSR_HD ScoreNeeds score_needs(uint32_t metric, bool components) {
  if (metric >= TSR_OBJECTIVE_ENHANCED) return ScoreNeeds::kEverything;
  if (metric <= TSR_OBJECTIVE_LESS_MAX_DD) return ScoreNeeds::kDrawdown;
  return components ? ScoreNeeds::kDrawdownAndWinLoss : ScoreNeeds::kWinLoss;
}

/**
 * What is gathered from the series S_t = sum over members of P&L (currency, missing = 0), t ascending. The mean
 * series of the definition is S_t / n: sums are divided by n once, at the end. Each accumulation stands alone,
 * so leaving some out does not change the bits of the others.
 */
template <class V>
struct ScoreSums {
  Drawdown<V> drawdown;
  WinLoss<V> win_loss;
  V largest = splat<V>(0.0);             // max |S_t|
  V downside_squares = splat<V>(0.0);    // sum of min(S_t, 0)^2
  V squared_deviations = splat<V>(0.0);  // second pass: sum of (S_t - mean)^2
  V tail_quantile = splat<V>(0.0);
  V tail_average = splat<V>(0.0);

  TSR_HD explicit ScoreSums(bool peak_from_zero) : drawdown(peak_from_zero) {}

  template <ScoreNeeds Needs>
  TSR_HD void add(V s) {
    if constexpr (Needs != ScoreNeeds::kWinLoss) drawdown.add(s);
    if constexpr (Needs != ScoreNeeds::kDrawdown) win_loss.add(s);
    if constexpr (Needs == ScoreNeeds::kEverything) {
      largest = larger(absolute(s), largest);
      const V down = smaller(s, splat<V>(0.0));
      downside_squares = downside_squares + down * down;
    }
  }

  TSR_HD void add_deviation(V s, V mean) {
    const V d = s - mean;
    squared_deviations = squared_deviations + d * d;
  }
};

}  // namespace tessera::formulas
