#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tessera::search {

/**
 * Runs the islands of a generation on a fixed set of threads. Which thread runs which island is left open:
 * results must depend on the island's index alone.
 */
class WorkerPool {
 public:
  /** threads >= 1; the calling thread is one of them. */
  explicit WorkerPool(unsigned threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /** The calling one included. */
  unsigned threads() const { return static_cast<unsigned>(threads_.size()) + 1; }

  /** Calls task(0..count-1), each once, and returns when all are done. Rethrows the lowest index's exception. */
  void run(size_t count, const std::function<void(size_t)>& task);

 private:
  void work();
  void take_tasks(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable wake_, finished_;
  const std::function<void(size_t)>* task_ = nullptr;
  size_t next_ = 0, count_ = 0, running_ = 0;
  size_t failed_index_ = 0;
  std::exception_ptr failure_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tessera::search
