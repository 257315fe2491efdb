#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "backends/common/failure.h"

namespace tessera::cuda {

/**
 * to = from, throwing Failure{TSR_BAD_ARGUMENT} when an index is not below `limit`: one pass over memory for both. The copy of a
 * chunk stays in the processor's caches, where the GPU's read finds it.
 */
template <class Index>
void copy_indices(Index* to, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  uint32_t largest = 0;
  for (uint64_t i = 0; i < count; ++i) {
    largest = std::max(largest, from[i]);
    to[i] = static_cast<Index>(from[i]);
  }
  if (count > 0 && largest >= limit) {
    throw Failure{TSR_BAD_ARGUMENT,
                  std::string(name) + " holds index " + std::to_string(largest) + ", but there are " + std::to_string(limit)};
  }
}

/** The same to indices of 16 bits where `narrow`, else of 32. */
inline void copy_indices(std::byte* to, bool narrow, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  if (narrow) return copy_indices(reinterpret_cast<uint16_t*>(to), from, count, limit, name);
  copy_indices(reinterpret_cast<uint32_t*>(to), from, count, limit, name);
}

/** Bytes of such an index. */
constexpr uint64_t index_bytes(bool narrow) { return narrow ? sizeof(uint16_t) : sizeof(uint32_t); }

}  // namespace tessera::cuda
