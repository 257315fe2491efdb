#pragma once

#include "formulas/metrics/kelly.h"
#include "formulas/scores/score_sums.h"

namespace tessera::formulas {

/** No term leaves -1000..1000, so that a vanishing denominator cannot decide a search. */
constexpr double kTermCap = 1000.0;
/** A dispersion not above this part of the largest |value| is zero: rounding, not risk. */
constexpr double kRelativeZero = 1e-12;

/** numerator / denominator within the cap; over a zero denominator the cap with the numerator's sign, 0 for 0/0. */
template <class V>
TSR_HD V bounded_ratio(V numerator, V denominator, V zero_level) {
  const V zero = splat<V>(0.0);
  const V cap = splat<V>(kTermCap);
  const V at_zero = select(numerator > zero, cap, select(numerator < zero, -cap, zero));
  const V value = select(denominator > zero_level, numerator / denominator, at_zero);
  return larger(smaller(value, cap), -cap);
}

/**
 * Weighted sum of the scale-free terms of the enhanced objective, r = the portfolio's mean series, A observations
 * a year. More is better for each:
 *   Sharpe  mean / std (n - 1) x sqrt(A)           Sortino  mean / sqrt(mean of min(r, 0)^2) x sqrt(A)
 *   Calmar  mean x A / max(max drawdown, floor)    Kelly    0 .. 0.25, see kelly.h
 *   VaR     5 % quantile / std                     CVaR     mean of the worst 5 % / std
 */
template <class V>
TSR_HD V enhanced_terms(const tsr_objective& objective, const ScoreSums<V>& sums, double observations, uint32_t n) {
  const V size = splat<V>(static_cast<double>(n));
  const V zero_level = splat<V>(kRelativeZero) * sums.largest;
  const V mean = sums.drawdown.equity / splat<V>(observations);
  const double degrees = observations > 1.0 ? observations - 1.0 : 1.0;
  const V deviation = root(sums.squared_deviations / splat<V>(degrees));
  const V downside = root(sums.downside_squares / splat<V>(observations));
  const V year = splat<V>(sqrt(objective.annualisation));
  const V drawdown = larger(sums.drawdown.worst, splat<V>(objective.drawdown_floor) * size);
  const V annual = mean * splat<V>(objective.annualisation);
  const double* w = objective.weights;
  V total = splat<V>(w[TSR_TERM_SHARPE]) * bounded_ratio(mean * year, deviation, zero_level);
  total = total + splat<V>(w[TSR_TERM_SORTINO]) * bounded_ratio(mean * year, downside, zero_level);
  total = total + splat<V>(w[TSR_TERM_CALMAR]) * bounded_ratio(annual, drawdown, zero_level);
  total = total + splat<V>(w[TSR_TERM_KELLY]) * kelly(sums.win_loss, splat<V>(observations), false);
  total = total + splat<V>(w[TSR_TERM_VAR]) * bounded_ratio(sums.tail_quantile, deviation, zero_level);
  total = total + splat<V>(w[TSR_TERM_CVAR]) * bounded_ratio(sums.tail_average, deviation, zero_level);
  return total;
}

}  // namespace tessera::formulas
