#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>

namespace tessera::cuda {

/**
 * Threads that help preparing what is sent to devices and taking what comes back. One set per process, for any number of
 * callers.
 */
class HelperPool {
 public:
  /** Made at first use and never destroyed: its threads may wait when the process ends. */
  static HelperPool& get();

  /** Runs `work` on the calling thread and, as far as they are idle, on up to `helpers` others; returns when all are back. */
  void run(uint32_t helpers, const std::function<void()>& work);

  uint32_t size() const { return size_; }

 private:
  struct Job {
    const std::function<void()>* work;
    uint32_t wanted;       // helpers that may still join
    uint32_t running = 0;  // helpers at it
  };

  HelperPool();
  void serve();

  const uint32_t size_;
  std::mutex mutex_;
  std::condition_variable wake_, left_;
  std::deque<Job*> jobs_;
};

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
