#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Count, sum and extremes of the cells that are present (not NaN). */
template <class V>
struct SeriesSums {
  V count = splat<V>(0.0);
  V sum = splat<V>(0.0);
  V zeros = splat<V>(0.0);
  V smallest = splat<V>(HUGE_VAL);
  V largest = splat<V>(-HUGE_VAL);

  TSR_HD void add(V x) {
    const V zero = splat<V>(0.0);
    const V one = splat<V>(1.0);
    count = count + select(x == x, one, zero);
    sum = sum + select(x == x, x, zero);
    zeros = zeros + select(x == zero, one, zero);
    smallest = smaller(x, smallest);
    largest = larger(x, largest);
  }

  /** All cells equal gives exactly that value: the mean of twenty times 0.1 would be another number. */
  TSR_HD V mean() const { return select(smallest == largest, smallest, sum / count); }
};

}  // namespace tessera::formulas
