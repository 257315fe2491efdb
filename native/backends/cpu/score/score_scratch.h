#pragma once

#include "backends/cpu/device/aligned_array.h"
#include "backends/cpu/score/score_data.h"

namespace tessera::cpu {

/** Doubles of scratch that the scoring kernels want: the series and the tail of every lane. */
constexpr size_t score_scratch_doubles(const ScoreData& data, uint32_t lanes) {
  return (2 * static_cast<size_t>(data.observations) + 8) * lanes;
}

/** This thread's scratch, grown on demand and kept, because scoring calls are short and many. */
inline double* thread_scratch(size_t doubles) {
  static thread_local AlignedArray<double> scratch;
  if (scratch.size() < doubles) scratch = AlignedArray<double>(doubles);
  return scratch.data();
}

}  // namespace tessera::cpu
