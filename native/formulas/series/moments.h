#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Sums of powers of deviations from the mean, second pass. Missing cells are skipped. */
template <class V>
struct Moments {
  V second = splat<V>(0.0);
  V third = splat<V>(0.0);
  V fourth = splat<V>(0.0);

  TSR_HD void add(V x, V mean) {
    const V d = select(x == x, x - mean, splat<V>(0.0));
    const V square = d * d;
    second = second + square;
    third = third + square * d;
    fourth = fourth + square * square;
  }
};

}  // namespace tessera::formulas
