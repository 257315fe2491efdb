#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Rows at or below, and strictly below, a quantile: the two simple tail means. Third pass. */
template <class V>
struct TailSums {
  V at_or_below = splat<V>(0.0);
  V at_or_below_count = splat<V>(0.0);
  V below = splat<V>(0.0);
  V below_count = splat<V>(0.0);

  TSR_HD void add(V x, V quantile) {
    const V zero = splat<V>(0.0);
    const V one = splat<V>(1.0);
    at_or_below = at_or_below + select(x <= quantile, x, zero);
    at_or_below_count = at_or_below_count + select(x <= quantile, one, zero);
    below = below + select(x < quantile, x, zero);
    below_count = below_count + select(x < quantile, one, zero);
  }
};

}  // namespace tessera::formulas
