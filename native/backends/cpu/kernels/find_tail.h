#pragma once

#include "backends/cpu/kernels/lanes.h"
#include "backends/cpu/select_smallest.h"
#include "formulas/tail_buffer.h"

namespace tessera::cpu {
namespace {

/** Up to here a tail is kept sorted in all lanes at once; longer ones are selected lane by lane. */
constexpr uint32_t kLongestInsertion = 24;

/**
 * tail[capacity] = the smallest values of each lane, ascending, then infinity. `at(t)` gives row t, NaN = missing.
 * column: room for one lane's rows. Both ways give the same numbers.
 */
template <class At>
void find_tail(const At& at, uint32_t observations, uint32_t capacity, Vec* tail, double* column) {
  formulas::clear_tail(tail, capacity, 1);
  if (capacity <= kLongestInsertion) {
    const Vec none = formulas::splat<Vec>(HUGE_VAL);
    for (uint32_t t = 0; t < observations; ++t) {
      const Vec value = at(t);
      formulas::insert_in_tail(tail, capacity, 1, formulas::select(value == value, value, none));
    }
    return;
  }
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    uint32_t count = 0;
    for (uint32_t t = 0; t < observations; ++t) {
      const double value = at(t)[lane];
      column[count] = value;
      count += value == value ? 1 : 0;
    }
    const uint32_t kept = capacity < count ? capacity : count;
    select_smallest(column, count, kept);
    for (uint32_t i = 0; i < kept; ++i) tail[i][lane] = column[i];
  }
}

}  // namespace
}  // namespace tessera::cpu
