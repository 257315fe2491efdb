#pragma once

#include "backends/cpu/device/lanes.h"
#include "formulas/series_summary.h"

namespace tessera::cpu {
namespace {

using Summary = formulas::SeriesSummary<Vec>;

/** A formula's struct of vectors is an array of fields; lane by lane it becomes structs of doubles with the same fields. */
template <template <class> class Struct>
inline void split_lanes(const Struct<Vec>& lanes, Struct<double>* out) {
  constexpr size_t kFields = sizeof(Struct<Vec>) / sizeof(Vec);
  static_assert(kFields == sizeof(Struct<double>) / sizeof(double));
  double fields[kFields * kLanes];
  memcpy(fields, &lanes, sizeof fields);
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    double own[kFields];
    for (size_t field = 0; field < kFields; ++field) own[field] = fields[field * kLanes + lane];
    memcpy(static_cast<void*>(out + lane), own, sizeof own);
  }
}

}  // namespace
}  // namespace tessera::cpu
