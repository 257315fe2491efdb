#include "backends/cuda/device/helper_pool.h"

#include <algorithm>
#include <thread>

namespace tessera::cuda {

namespace {
/** From here on memory is the limit, not the threads that copy. */
constexpr uint32_t kMostThreads = 32;
}  // namespace

HelperPool& HelperPool::get() {
  static HelperPool& pool = *new HelperPool;
  return pool;
}

HelperPool::HelperPool() : size_(std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads)) {
  for (uint32_t i = 1; i < size_; ++i) std::thread([this] { serve(); }).detach();
}

void HelperPool::run(uint32_t helpers, const std::function<void()>& work) {
  Job job{&work, std::min(helpers, size_ - 1)};
  if (job.wanted > 0) {
    const uint32_t wanted = job.wanted;  // helpers that join count it down
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(&job);
    }
    for (uint32_t k = 0; k < wanted; ++k) wake_.notify_one();
  }
  work();
  std::unique_lock lock(mutex_);
  std::erase(jobs_, &job);
  left_.wait(lock, [&] { return job.running == 0; });
}

void HelperPool::serve() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [&] { return !jobs_.empty(); });
    Job& job = *jobs_.front();
    ++job.running;
    if (--job.wanted == 0) jobs_.pop_front();
    lock.unlock();
    (*job.work)();
    lock.lock();
    // Nothing is left to do of it: others need not look.
    std::erase(jobs_, &job);
    --job.running;
    left_.notify_all();
  }
}

}  // namespace tessera::cuda
