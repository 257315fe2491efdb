#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Running maximum drawdown of an additive equity curve E_t = x_1 + ... + x_t, in the unit of x:
 * max over t of (peak_t - E_t) >= 0. Nothing compounds, no capital is assumed.
 *
 * peak_from_zero: peak_t = max(0, E_1..E_t), so that a loss on the first row counts (textbook; Magdon-Ismail and
 * Atiya 2004 for the additive form). Otherwise the peak starts at E_1 (the replaced system).
 */
template <class V>
struct Drawdown {
  V equity;
  V peak;
  V worst;

  TSR_HD explicit Drawdown(bool peak_from_zero)
      : equity(splat<V>(0.0)), peak(splat<V>(peak_from_zero ? 0.0 : -HUGE_VAL)), worst(splat<V>(0.0)) {}

  TSR_HD void add(V x) {
    equity = equity + x;
    peak = larger(equity, peak);
    worst = larger(peak - equity, worst);
  }
};

}  // namespace tessera::formulas
