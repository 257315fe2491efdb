#pragma once

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace tessera::cuda {

/** Units first .. first + count of a call. */
struct Chunk {
  uint64_t first = 0, count = 0;
};

/**
 * Hands out the chunks of a call. Where several threads share it, the first chunk of each is small, so that the devices begin
 * while the rest is being copied, and the last are ever smaller, so that all devices end together (guided self-scheduling;
 * Polychronopoulos and Kuck, IEEE Transactions on Computers C-36(12), 1987).
 */
class ChunkQueue {
 public:
  /** threads: that take chunks for each device. */
  ChunkQueue(uint64_t total, uint64_t chunk, uint64_t devices, uint64_t threads = 1)
      : total_(total), chunk_(chunk), devices_(devices), takers_(devices * threads) {}

  /** False when all are handed out, or the rest is not wanted any more. */
  bool next(Chunk& to) {
    const std::lock_guard lock(mutex_);
    const uint64_t left = total_ - next_;
    if (left == 0) return false;
    to = {next_, std::min(left, size(left))};
    next_ += to.count;
    ++handed_;
    return true;
  }

  /** Something failed: nothing more is handed out. */
  void close() {
    const std::lock_guard lock(mutex_);
    next_ = total_;
  }

 private:
  uint64_t size(uint64_t left) const {
    if (takers_ == 1 || total_ <= chunk_) return chunk_;
    if (handed_ < takers_) return std::max<uint64_t>(1, chunk_ / 8);
    return std::clamp<uint64_t>(left / (2 * devices_), std::max<uint64_t>(1, chunk_ / 4), chunk_);
  }

  const uint64_t total_, chunk_, devices_, takers_;
  std::mutex mutex_;
  uint64_t next_ = 0, handed_ = 0;
};

/** How long at least one of several things went on, from when each began and ended. */
class BusyTime {
 public:
  void add(double begin, double end) { spans_.emplace_back(begin, end); }

  /** The length of the union. */
  double total() const {
    std::vector<std::pair<double, double>> spans = spans_;
    std::sort(spans.begin(), spans.end());
    double sum = 0, until = 0;
    bool any = false;
    for (const auto& [begin, end] : spans) {
      const double from = any ? std::max(begin, until) : begin;
      if (end <= from) continue;
      sum += end - from;
      until = end;
      any = true;
    }
    return sum;
  }

 private:
  std::vector<std::pair<double, double>> spans_;
};

}  // namespace tessera::cuda
