#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Spread of the losing rows around their own mean: the downside of the replaced system. Second pass. */
template <class V>
struct NegativeRows {
  V squares = splat<V>(0.0);
  V smallest = splat<V>(HUGE_VAL);
  V largest = splat<V>(-HUGE_VAL);

  TSR_HD void add(V x, V mean_of_negative) {
    const V zero = splat<V>(0.0);
    const V d = x - mean_of_negative;
    squares = squares + select(x < zero, d * d, zero);
    smallest = select(x < zero, smaller(x, smallest), smallest);
    largest = select(x < zero, larger(x, largest), largest);
  }
};

}  // namespace tessera::formulas
