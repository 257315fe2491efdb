#include "backends/cpu/device/thread_pool.h"

#include <exception>

namespace tessera::cpu {

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : others_) thread.join();
}

void ThreadPool::start() {
  // A machine that refuses another thread is served with those it gave.
  try {
    while (others_.size() + 1 < threads_) {
      const auto worker = static_cast<uint32_t>(others_.size() + 1);
      others_.emplace_back([this, worker] { serve(worker); });
    }
  } catch (const std::system_error&) {}
}

void ThreadPool::work(uint32_t worker) {
  try {
    for (uint64_t item = next_.fetch_add(1); item < count_; item = next_.fetch_add(1)) (*task_)(item, worker);
  } catch (...) {
    next_.store(count_);
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
  }
}

void ThreadPool::serve(uint32_t worker) {
  uint64_t seen = 0;
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return stop_ || generation_ != seen; });
    if (stop_) return;
    seen = generation_;
    lock.unlock();
    work(worker);
    lock.lock();
    if (--busy_ == 0) idle_.notify_one();
  }
}

void ThreadPool::for_each(uint64_t count, const std::function<void(uint64_t, uint32_t)>& task) {
  std::unique_lock alone(one_job_, std::try_to_lock);
  if (!alone.owns_lock() || threads_ == 1 || count <= 1) {
    for (uint64_t item = 0; item < count; ++item) task(item, 0);
    return;
  }
  start();
  {
    const std::lock_guard lock(mutex_);
    task_ = &task;
    count_ = count;
    next_.store(0);
    error_ = nullptr;
    busy_ = static_cast<uint32_t>(others_.size());
    ++generation_;
  }
  wake_.notify_all();
  work(0);
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return busy_ == 0; });
  if (error_) std::rethrow_exception(error_);
}

}  // namespace tessera::cpu
