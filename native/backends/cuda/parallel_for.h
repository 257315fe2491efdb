#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace tessera::cuda {

/**
 * Calls action(0 .. count - 1) on up to 8 threads when the work is worth it. `bytes_each` is what one call moves. The
 * action must not throw.
 */
template <class Action>
void parallel_for(uint64_t count, uint64_t bytes_each, const Action& action) {
  constexpr uint64_t kBytesPerThread = uint64_t{1} << 20;
  const uint64_t wanted = std::min<uint64_t>({count * bytes_each / kBytesPerThread, count, 8});
  const uint64_t threads = std::min<uint64_t>(wanted, std::thread::hardware_concurrency());
  std::atomic<uint64_t> next{0};
  const auto work = [&] {
    for (uint64_t i = next++; i < count; i = next++) action(i);
  };
  std::vector<std::jthread> helpers;
  for (uint64_t i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
}

}  // namespace tessera::cuda
