#pragma once

#include "backends/cpu/device/lanes.h"
#include "backends/cpu/metrics/metric_kernels.h"
#include "formulas/series/tail_buffer.h"

namespace tessera::cpu {
namespace {

/** Up to here a tail is kept sorted in all lanes at once; longer ones are selected lane by lane. */
constexpr uint32_t kLongestInsertion = 24;
/** Rows looked at to guess how large the values of the tail are. */
constexpr uint32_t kSample = 160;

/** Cells of one lane side by side with those of the others: row t at cells[t x stride], NaN = missing. */
struct LaneRows {
  const double* cells;
  size_t stride;
  uint32_t observations;
};

/** A value that a little more than `capacity` of the lane's rows do not exceed, judged by a sample; NaN without rows. */
inline double guess_tail(const LaneRows& rows, uint32_t capacity, double* column) {
  const uint32_t step = rows.observations / kSample + 1;
  uint32_t count = 0, looked = 0;
  for (uint32_t t = 0; t < rows.observations; t += step, ++looked) {
    const double value = rows.cells[t * rows.stride];
    column[count] = value;
    count += value == value ? 1 : 0;
  }
  if (count == 0) return NAN;
  const uint32_t share = static_cast<uint32_t>(static_cast<uint64_t>(capacity) * looked / rows.observations);
  const uint32_t rank = share + share / 2 + 6;
  const uint32_t kept = rank < count ? rank : count;
  select_smallest(column, count, kept);
  return column[kept - 1];
}

/** The lane's `capacity` smallest values from all of its rows. */
inline void select_lane(const LaneRows& rows, uint32_t lane, uint32_t capacity, Vec* tail, double* column) {
  uint32_t count = 0;
  for (uint32_t t = 0; t < rows.observations; ++t) {
    const double value = rows.cells[t * rows.stride];
    column[count] = value;
    count += value == value ? 1 : 0;
  }
  const uint32_t kept = capacity < count ? capacity : count;
  select_smallest(column, count, kept);
  for (uint32_t i = 0; i < kept; ++i) tail[i][lane] = column[i];
}

/**
 * tail[capacity] = the smallest values of each lane, ascending, then infinity. column: room for one lane's rows and for
 * the candidates of all lanes. Every way gives the same numbers: a long tail is looked for among the rows under a
 * guessed bound, and among all rows where the guess was too low or far too high.
 */
inline void find_tail(const double* cells, size_t stride, uint32_t observations, uint32_t capacity, Vec* tail, double* column) {
  formulas::clear_tail(tail, capacity, 1);
  if (capacity <= kLongestInsertion) {
    const Vec none = formulas::splat<Vec>(HUGE_VAL);
    for (uint32_t t = 0; t < observations; ++t) {
      const Vec value = load(cells + t * stride);
      formulas::insert_in_tail(tail, capacity, 1, formulas::select(value == value, value, none));
    }
    return;
  }
  double bound[kLanes];
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    bound[lane] = guess_tail({cells + lane, stride, observations}, capacity, column);
  }
  const uint32_t room = tail_candidates(capacity);
  double* const candidates = column + observations;
  uint32_t count[kLanes] = {};
  for (uint32_t t = 0; t < observations; ++t) {
    const double* const row = cells + t * stride;
    for (uint32_t lane = 0; lane < kLanes; ++lane) {
      candidates[lane * room + count[lane]] = row[lane];
      count[lane] += row[lane] <= bound[lane] && count[lane] + 1 < room ? 1 : 0;
    }
  }
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    if (count[lane] < capacity || count[lane] + 1 >= room) {
      select_lane({cells + lane, stride, observations}, lane, capacity, tail, column);
      continue;
    }
    double* const own = candidates + lane * room;
    select_smallest(own, count[lane], capacity);
    for (uint32_t i = 0; i < capacity; ++i) tail[i][lane] = own[i];
  }
}

}  // namespace
}  // namespace tessera::cpu
