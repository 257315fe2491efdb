#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Longest runs of rows above 0 and below 0. A row of 0 ends both, a missing one neither. */
template <class V>
struct Streaks {
  V winning = splat<V>(0.0);
  V losing = splat<V>(0.0);
  V longest_win = splat<V>(0.0);
  V longest_loss = splat<V>(0.0);

  TSR_HD void add(V x) {
    const V zero = splat<V>(0.0);
    const V one = splat<V>(1.0);
    winning = select(x > zero, winning + one, select(x == x, zero, winning));
    losing = select(x < zero, losing + one, select(x == x, zero, losing));
    longest_win = larger(winning, longest_win);
    longest_loss = larger(losing, longest_loss);
  }
};

}  // namespace tessera::formulas
