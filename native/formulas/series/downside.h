#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Results below and above a minimum acceptable result (MAR), currency: sums for Omega (Keating and Shadwick 2002),
 * squares for the downside deviation over all rows (Sortino and van der Meer 1991). Missing cells are skipped.
 */
template <class V>
struct Downside {
  V above = splat<V>(0.0);
  V below = splat<V>(0.0);
  V squares = splat<V>(0.0);

  TSR_HD void add(V x, double mar) {
    const V zero = splat<V>(0.0);
    const V d = x - splat<V>(mar);
    const V down = select(d < zero, d, zero);
    above = above + select(d > zero, d, zero);
    below = below - down;
    squares = squares + down * down;
  }
};

}  // namespace tessera::formulas
