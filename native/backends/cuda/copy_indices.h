#pragma once

#include <atomic>
#include <string>

#include "backends/common/failure.h"
#include "backends/cuda/parallel_for.h"

namespace tessera::cuda {

/** to = from, throwing Failure{TSR_BAD_ARGUMENT} when an index is not below `limit`: one pass over memory for both. */
inline void copy_indices(uint32_t* to, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  constexpr uint64_t kPiece = 1 << 16;
  std::atomic<uint32_t> worst{0};
  parallel_for((count + kPiece - 1) / kPiece, kPiece * sizeof(uint32_t), [&](uint64_t piece) {
    const uint64_t end = std::min(count, (piece + 1) * kPiece);
    uint32_t largest = 0;
    for (uint64_t i = piece * kPiece; i < end; ++i) {
      largest = from[i] > largest ? from[i] : largest;
      to[i] = from[i];
    }
    uint32_t seen = worst.load();
    while (largest > seen && !worst.compare_exchange_weak(seen, largest)) {
    }
  });
  if (count > 0 && worst.load() >= limit) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " holds index " + std::to_string(worst.load()) +
                                        ", but there are " + std::to_string(limit)};
  }
}

}  // namespace tessera::cuda
