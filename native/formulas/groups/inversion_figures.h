#pragma once

#include "formulas/series/pairwise_sum.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/** The figures that ULTA decides by, in the order of tsr_inversion_figure. */
template <class V>
struct InversionFigures {
  V values[TSR_INVERSION_COUNT];
};

/** `cell(t)` gives row t of a strategy; missing cells count as 0. */
template <class V, class Cell>
TSR_HD InversionFigures<V> inversion_figures(const Cell& cell, uint32_t observations) {
  const V zero = splat<V>(0.0);
  const auto value = [&](uint32_t t) {
    const V x = cell(t);
    return select(x == x, x, zero);
  };
  InversionFigures<V> figures;
  V smallest = splat<V>(HUGE_VAL), largest = splat<V>(-HUGE_VAL), negative = zero;
  for (uint32_t t = 0; t < observations; ++t) {
    const V x = value(t);
    smallest = smaller(x, smallest);
    largest = larger(x, largest);
    negative = negative + select(x < zero, splat<V>(1.0), zero);
  }
  figures.values[TSR_INVERSION_SUM] = pairwise_sum<V>(value, observations);
  figures.values[TSR_INVERSION_SMALLEST] = smallest;
  figures.values[TSR_INVERSION_LARGEST] = largest;
  figures.values[TSR_INVERSION_NEGATIVE_ROWS] = negative;
  return figures;
}

}  // namespace tessera::formulas
