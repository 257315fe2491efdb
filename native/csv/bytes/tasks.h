// Tasks on several threads, and who watches them.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "tessera_backend.h"

namespace tessera::csv {

/** Progress and cancellation through a tsr_control that another thread, or JavaScript, looks at. */
class Watch {
 public:
  /** nullptr = nobody watches. Units of done and total: bytes. */
  explicit Watch(tsr_control* control, uint64_t total) : control_(control) {
    if (control_ == nullptr) return;
    std::atomic_ref<int64_t>(control_->done).store(0, std::memory_order_relaxed);
    std::atomic_ref<int64_t>(control_->total).store(static_cast<int64_t>(total), std::memory_order_relaxed);
  }

  bool cancelled() const {
    return control_ != nullptr && std::atomic_ref<int32_t>(control_->cancel).load(std::memory_order_relaxed) != 0;
  }

  void add(uint64_t bytes) const {
    if (control_ == nullptr) return;
    std::atomic_ref<int64_t>(control_->done).fetch_add(static_cast<int64_t>(bytes), std::memory_order_relaxed);
  }

 private:
  tsr_control* control_;
};

/** Threads to use when 0 was asked for. */
inline unsigned thread_count(unsigned asked) {
  if (asked != 0) return asked;
  const unsigned processors = std::thread::hardware_concurrency();
  return processors == 0 ? 1 : processors;
}

/**
 * Calls make_worker() once per thread, and its result with each index 0..count-1, each index once, lower ones first.
 * A worker that returns false stops all. Rethrows the first exception. The caller's thread works too.
 */
template <class MakeWorker>
void parallel_tasks(unsigned threads, size_t count, const MakeWorker& make_worker) {
  std::atomic<size_t> next{0};
  std::atomic<bool> stopped{false};
  std::exception_ptr thrown;
  std::mutex thrown_mutex;
  const auto run = [&] {
    try {
      auto worker = make_worker();
      while (!stopped.load(std::memory_order_relaxed)) {
        const size_t index = next.fetch_add(1, std::memory_order_relaxed);
        if (index >= count) return;
        if (!worker(index)) stopped.store(true, std::memory_order_relaxed);
      }
    } catch (...) {
      stopped.store(true, std::memory_order_relaxed);
      const std::lock_guard lock(thrown_mutex);
      if (!thrown) thrown = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  const size_t wanted = count < threads ? count : threads;
  others.reserve(wanted);  // so that only starting a thread can fail below
  for (size_t i = 1; i < wanted; ++i) {
    try {
      others.emplace_back(run);
    } catch (const std::system_error&) {
      break;  // the system has no thread left: those that started do the work
    }
  }
  run();
  for (std::thread& other : others) other.join();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace tessera::csv
