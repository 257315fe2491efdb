#pragma once

#include <cstdint>
#include <string>

#include "backends/common/failure.h"

namespace tessera {

/** Throws Failure(TSR_BAD_ARGUMENT, text) unless the condition holds. */
inline void require(bool condition, const char* text) {
  if (!condition) throw Failure{TSR_BAD_ARGUMENT, text};
}

/** Every index under `limit`. One pass without a branch per element. */
inline void require_indices(const uint32_t* indices, uint64_t count, uint64_t limit, const char* name) {
  uint32_t largest = 0;
  for (uint64_t i = 0; i < count; ++i) largest = indices[i] > largest ? indices[i] : largest;
  if (count > 0 && largest >= limit) {
    throw Failure{TSR_BAD_ARGUMENT,
                  std::string(name) + " holds index " + std::to_string(largest) + ", but there are " + std::to_string(limit)};
  }
}

inline void require_objective(const tsr_objective& objective) {
  require(objective.struct_size == sizeof(tsr_objective), "objective: struct_size");
  require(objective.metric <= TSR_OBJECTIVE_HYBRID, "objective: unknown metric");
  require(objective.penalty <= TSR_PENALTY_NONE, "objective: unknown penalty");
}

}  // namespace tessera
