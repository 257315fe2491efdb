#pragma once

#include <cstdint>

#include "search/philox.h"

namespace tessera::search {

/** Names one independent stream. Two streams with different keys share no counter value. */
struct StreamKey {
  std::uint64_t seed = 0;
  std::uint32_t algorithm = 0;  // below 256
  std::uint32_t size = 0;       // members of a portfolio, below 2^24
  std::uint32_t generation = 0;
  std::uint32_t individual = 0;
};

/**
 * Random numbers of one individual in one generation. Nothing is carried from generation to generation, so a
 * checkpoint holds no generator state and the number of threads cannot matter.
 */
class Stream {
 public:
  explicit Stream(const StreamKey& key)
      : key_{static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)},
        counter_{0, key.individual, key.generation, (key.algorithm << 24) | (key.size & 0xFFFFFFu)} {}

  std::uint32_t bits() {
    if (used_ == 4) {
      block_ = philox(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return block_[used_++];
  }

  /** Uniform in 0..bound-1, without bias; bound >= 1. Lemire, ACM TOMACS 29(1), 2019. */
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t product = static_cast<std::uint64_t>(bits()) * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t threshold = (0u - bound) % bound;
      while (static_cast<std::uint32_t>(product) < threshold) product = static_cast<std::uint64_t>(bits()) * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

  /** Uniform in [0, 1), 53 bits. */
  double uniform() {
    const std::uint64_t high = bits() >> 5;
    const std::uint64_t low = bits() >> 6;
    return static_cast<double>((high << 26) | low) * 0x1.0p-53;
  }

 private:
  PhiloxKey key_;
  PhiloxCounter counter_;
  PhiloxCounter block_{};
  unsigned used_ = 4;
};

}  // namespace tessera::search
