#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** How an equity curve is made of its rows. */
struct EquityRule {
  bool peak_from_zero;  // a loss on the first row counts
  bool compound;        // rows are returns: wealth = product of (1 + x) from 1, drawdowns are fractions of the peak
  double capital;       // for fractions of an additive account: capital + equity; 0 = none declared
};

/**
 * Drawdowns with their places: rows are observation indices, -1 = before the first row (start) or never (recovery).
 * The start is the last row of the peak before the deepest trough, the end the first row of that trough, the
 * recovery the first later row that is back at the peak, but for rounding. Missing rows are skipped.
 */
template <class V>
struct DrawdownPath {
  V equity, peak;
  V worst = splat<V>(0.0);
  V squares = splat<V>(0.0);
  V worst_fraction = splat<V>(0.0);
  V fraction_squares = splat<V>(0.0);
  V peak_at = splat<V>(-1.0);
  V start = splat<V>(-1.0);
  V end = splat<V>(-1.0);
  V recovery = splat<V>(-1.0);
  V recovery_level = splat<V>(HUGE_VAL);
  V last = splat<V>(-1.0);

  TSR_HD explicit DrawdownPath(const EquityRule& rule)
      : equity(splat<V>(rule.compound ? 1.0 : 0.0)),
        peak(splat<V>(rule.compound         ? 1.0
                      : rule.peak_from_zero ? 0.0
                                            : -HUGE_VAL)) {}

  /** Adds row t and returns its drawdown, 0 for a missing row. */
  TSR_HD V add(V x, double t, const EquityRule& rule) {
    const V zero = splat<V>(0.0);
    const V now = splat<V>(t);
    const V step = rule.compound ? equity * x : x;
    // Wealth ends at ruin: what is lost beyond it is not lost again, and no loss of nothing is a gain.
    const V moved = rule.compound ? larger(equity + step, zero) : equity + step;
    equity = select(x == x, moved, equity);
    last = select(x == x, now, last);
    const V was = peak;
    peak = select(x == x, larger(equity, peak), peak);
    peak_at = select(equity >= was, select(x == x, now, peak_at), peak_at);
    const V depth = select(x == x, rule.compound ? (peak - equity) / peak : peak - equity, zero);
    const V fraction = rule.capital > 0.0 ? depth / (peak + splat<V>(rule.capital)) : zero;
    squares = squares + depth * depth;
    fraction_squares = fraction_squares + fraction * fraction;
    worst_fraction = larger(fraction, worst_fraction);
    recovery = select(recovery < zero, select(equity >= recovery_level, now, recovery), recovery);
    const V back = peak - splat<V>(1e-12) * (absolute(peak) + depth);
    start = select(depth > worst, peak_at, start);
    end = select(depth > worst, now, end);
    recovery = select(depth > worst, splat<V>(-1.0), recovery);
    recovery_level = select(depth > worst, back, recovery_level);
    worst = larger(depth, worst);
    return depth;
  }
};

}  // namespace tessera::formulas
