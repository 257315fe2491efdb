#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tessera::cpu {

/**
 * Fixed set of threads for one session. The caller of for_each is one of them; the others start with the first
 * job. One job runs at a time: a second caller meanwhile works alone on its own thread, so that no one waits.
 */
class ThreadPool {
 public:
  /** threads >= 1, the caller's included. */
  explicit ThreadPool(uint32_t threads) : threads_(threads) {}
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  uint32_t size() const { return threads_; }

  /**
   * Calls task(item, worker) for item = 0 .. count - 1, each once, in rising order of start; worker < size(). Returns
   * when all are done. An exception of a task stops further items and is thrown here.
   */
  void for_each(uint64_t count, const std::function<void(uint64_t item, uint32_t worker)>& task);

 private:
  void start();
  void serve(uint32_t worker);
  void work(uint32_t worker);

  const uint32_t threads_;
  std::mutex one_job_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::vector<std::thread> others_;
  uint64_t generation_ = 0;
  uint32_t busy_ = 0;
  bool stop_ = false;
  std::atomic<uint64_t> next_{0};
  uint64_t count_ = 0;
  const std::function<void(uint64_t, uint32_t)>* task_ = nullptr;
  std::exception_ptr error_;
};

}  // namespace tessera::cpu
