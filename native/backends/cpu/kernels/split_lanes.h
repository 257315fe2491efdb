#pragma once

#include "backends/cpu/kernels/lanes.h"
#include "formulas/series_summary.h"

namespace tessera::cpu {
namespace {

using Summary = formulas::SeriesSummary<Vec>;

/** A summary of vectors is an array of fields; lane by lane it becomes summaries of doubles with the same fields. */
inline void split_lanes(const Summary& summary, formulas::SeriesSummary<double>* out) {
  constexpr size_t kFields = sizeof(Summary) / sizeof(Vec);
  static_assert(kFields == sizeof(formulas::SeriesSummary<double>) / sizeof(double));
  double fields[kFields * kLanes];
  memcpy(fields, &summary, sizeof fields);
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    double own[kFields];
    for (size_t field = 0; field < kFields; ++field) own[field] = fields[field * kLanes + lane];
    memcpy(static_cast<void*>(out + lane), own, sizeof own);
  }
}

}  // namespace
}  // namespace tessera::cpu
