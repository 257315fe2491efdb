#pragma once

#include <algorithm>
#include <cstdint>
#include <mutex>

namespace tessera::cuda {

/** Units first .. first + count of a call. */
struct Chunk {
  uint64_t first = 0, count = 0;
};

/**
 * Hands out the chunks of a call. Where several devices share it, the first chunk of each is small, so that it begins while the rest is
 * being copied, and the last are ever smaller, so that all end together (guided self-scheduling; Polychronopoulos and Kuck, IEEE
 * Transactions on Computers C-36(12), 1987).
 */
class ChunkQueue {
 public:
  ChunkQueue(uint64_t total, uint64_t chunk, uint64_t devices) : total_(total), chunk_(chunk), devices_(devices) {}

  /** False when all are handed out. */
  bool next(Chunk& to) {
    const std::lock_guard lock(mutex_);
    const uint64_t left = total_ - next_;
    if (left == 0) return false;
    to = {next_, std::min(left, size(left))};
    next_ += to.count;
    ++handed_;
    return true;
  }

 private:
  uint64_t size(uint64_t left) const {
    if (devices_ == 1 || total_ <= chunk_) return chunk_;
    if (handed_ < devices_) return std::max<uint64_t>(1, chunk_ / 8);
    return std::clamp<uint64_t>(left / (2 * devices_), std::max<uint64_t>(1, chunk_ / 4), chunk_);
  }

  const uint64_t total_, chunk_, devices_;
  std::mutex mutex_;
  uint64_t next_ = 0, handed_ = 0;
};

}  // namespace tessera::cuda
