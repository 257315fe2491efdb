#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Counts and sums of the rows above and below 0. Rows of exactly 0 are neither. `gross_loss` is a magnitude. */
template <class V>
struct WinLoss {
  V wins = splat<V>(0.0);
  V losses = splat<V>(0.0);
  V gross_profit = splat<V>(0.0);
  V gross_loss = splat<V>(0.0);

  TSR_HD void add(V x) {
    const V zero = splat<V>(0.0);
    const V one = splat<V>(1.0);
    wins = wins + select(x > zero, one, zero);
    losses = losses + select(x < zero, one, zero);
    gross_profit = gross_profit + select(x > zero, x, zero);
    gross_loss = gross_loss - select(x < zero, x, zero);
  }
};

}  // namespace tessera::formulas
