#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/**
 * Keeps the `capacity` smallest values seen, ascending, in buffer[0], buffer[stride] ... Start it with
 * clear_tail. Branch-free in the lanes (a bubble of minima and maxima), so the result has the bits of a full sort.
 */
template <class V>
TSR_HD void insert_in_tail(V* buffer, uint32_t capacity, uint32_t stride, V value) {
  for (uint32_t i = 0; i < capacity; ++i) {
    V& slot = buffer[i * stride];
    const V low = smaller(value, slot);
    value = larger(value, slot);
    slot = low;
  }
}

template <class V>
TSR_HD void clear_tail(V* buffer, uint32_t capacity, uint32_t stride) {
  for (uint32_t i = 0; i < capacity; ++i) buffer[i * stride] = splat<V>(HUGE_VAL);
}

/** How many of the smallest of n values the tail statistics at fraction alpha read (quantile and tail mean). */
TSR_HD uint32_t tail_capacity(double alpha, uint32_t n) {
  const uint32_t position = static_cast<uint32_t>(alpha * (static_cast<double>(n) - 1.0));
  return position + 2 < n ? position + 2 : n;
}

}  // namespace tessera::formulas
