#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>

namespace tessera::cuda {

/** Threads that help preparing what is sent to devices and taking what comes back. One set per process, for any number of callers. */
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

}  // namespace tessera::cuda
