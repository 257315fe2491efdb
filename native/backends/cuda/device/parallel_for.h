#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "backends/cuda/device/helper_pool.h"

namespace tessera::cuda {

/**
 * Calls action(0 .. count - 1) on several threads when the work is worth it. `bytes_each` is what one call moves. The
 * action must not throw.
 */
template <class Action>
void parallel_for(uint64_t count, uint64_t bytes_each, const Action& action) {
  constexpr uint64_t kBytesPerThread = uint64_t{1} << 19;
  constexpr uint64_t kMostThreads = 12;
  const uint64_t threads = std::min<uint64_t>({count * bytes_each / kBytesPerThread, count, kMostThreads});
  std::atomic<uint64_t> next{0};
  const auto work = [&] {
    for (uint64_t i = next++; i < count; i = next++) action(i);
  };
  if (threads < 2) return work();
  HelperPool::get().run(static_cast<uint32_t>(threads - 1), work);
}

}  // namespace tessera::cuda
