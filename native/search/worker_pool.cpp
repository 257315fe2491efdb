#include "search/worker_pool.h"

namespace tessera::search {

WorkerPool::WorkerPool(unsigned threads) {
  for (unsigned i = 1; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void WorkerPool::run(size_t count, const std::function<void(size_t)>& task) {
  std::unique_lock lock(mutex_);
  task_ = &task;
  next_ = 0;
  count_ = count;
  failure_ = nullptr;
  wake_.notify_all();
  take_tasks(lock);
  finished_.wait(lock, [this] { return running_ == 0 && next_ >= count_; });
  task_ = nullptr;
  count_ = 0;
  if (failure_) std::rethrow_exception(failure_);
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stop_ || next_ < count_; });
    if (stop_) return;
    take_tasks(lock);
  }
}

/** Called and left with the lock held; it is open while a task runs. */
void WorkerPool::take_tasks(std::unique_lock<std::mutex>& lock) {
  while (next_ < count_) {
    const size_t index = next_++;
    const auto* task = task_;
    ++running_;
    lock.unlock();
    std::exception_ptr error;
    try {
      (*task)(index);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    --running_;
    if (error && (!failure_ || index < failed_index_)) {
      failure_ = error;
      failed_index_ = index;
    }
  }
  if (running_ == 0) finished_.notify_all();
}

}  // namespace tessera::search
