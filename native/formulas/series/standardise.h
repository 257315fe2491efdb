#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Location and scale that turn a column into z with mean 0 and norm 1, so that rho(a, b) = z_a . z_b (Pearson).
 * First pass: add every row. Then `mean()`, second pass add_deviation, then norm(). Missing cells (NaN) are skipped
 * and standardise to 0. A column whose present cells are all equal is constant, by comparison and not by variance: 0.1
 * added twenty times has a tiny variance in binary.
 *
 * With weights (above 0, by row) the mean, the norm and so rho are weighted, and z is sqrt(w) (x - mean) / norm: the
 * plain product of two such columns is the weighted correlation. `count` is then the weight of the present cells.
 */
template <class V>
struct Standardise {
  V count = splat<V>(0.0);
  V sum = splat<V>(0.0);
  V smallest = splat<V>(HUGE_VAL);
  V largest = splat<V>(-HUGE_VAL);
  V squares = splat<V>(0.0);

  TSR_HD void add(V x) {
    const V zero = splat<V>(0.0);
    count = count + select(x == x, splat<V>(1.0), zero);
    sum = sum + select(x == x, x, zero);
    smallest = smaller(x, smallest);
    largest = larger(x, largest);
  }
  TSR_HD void add(V x, V weight) {
    const V zero = splat<V>(0.0);
    count = count + select(x == x, weight, zero);
    sum = sum + select(x == x, weight * x, zero);
    smallest = smaller(x, smallest);
    largest = larger(x, largest);
  }
  TSR_HD V mean() const { return select(count > splat<V>(0.0), sum / count, splat<V>(0.0)); }
  TSR_HD void add_deviation(V x, V mean_of_x) {
    const V d = x - mean_of_x;
    squares = squares + select(x == x, d * d, splat<V>(0.0));
  }
  TSR_HD void add_deviation(V x, V mean_of_x, V weight) {
    const V d = x - mean_of_x;
    squares = squares + select(x == x, weight * (d * d), splat<V>(0.0));
  }
  /** 0 for a constant column, an empty one, and one with infinite cells: it correlates with nothing. */
  TSR_HD V norm() const {
    const V zero = splat<V>(0.0);
    const V length = root(squares);
    const V finite = select(length < splat<V>(HUGE_VAL), length, zero);
    return select(smallest < largest, finite, zero);
  }
};

/** z of one cell; 0 for a missing cell and for every cell of a column of norm 0. */
template <class V>
TSR_HD V standardised(V x, V mean, V norm) {
  const V zero = splat<V>(0.0);
  const V z = select(norm > zero, (x - mean) / norm, zero);
  return select(x == x, z, zero);
}

}  // namespace tessera::formulas
