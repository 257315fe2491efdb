#pragma once

#include <cstdint>

#include "search/philox.h"

namespace tessera::search {

/** Names one independent stream. Two streams with different keys share no counter value. */
struct StreamKey {
  uint64_t seed = 0;
  uint32_t algorithm = 0;  // below 256
  uint32_t size = 0;       // members of a portfolio, below 2^24
  uint32_t generation = 0;
  uint32_t individual = 0;
};

/** `word` as a number in 0..bound-1 without bias; false where it must be drawn again. Lemire, ACM TOMACS 29(1), 2019. */
TSR_SIDE bool bounded(uint32_t word, uint32_t bound, uint32_t& value) {
  const uint64_t product = static_cast<uint64_t>(word) * bound;
  value = static_cast<uint32_t>(product >> 32);
  const auto low = static_cast<uint32_t>(product);
  return low >= bound || low >= (0u - bound) % bound;
}

/** Two words as a number in [0, 1), 53 bits. */
TSR_SIDE double unit(uint32_t a, uint32_t b) {
  const uint64_t high = a >> 5;
  const uint64_t low = b >> 6;
  return static_cast<double>((high << 26) | low) * 0x1.0p-53;
}

/**
 * Random numbers of one individual in one generation. Nothing is carried from generation to generation, so a
 * checkpoint holds no generator state and the number of threads cannot matter. Numbers are taken one by one, or, by many threads
 * at once, as whole blocks of four words: `ahead` of them by position, then `skip` past them.
 */
class Stream {
 public:
  Stream() = default;
  TSR_SIDE explicit Stream(const StreamKey& key)
      : key_{{static_cast<uint32_t>(key.seed), static_cast<uint32_t>(key.seed >> 32)}},
        counter_{{0, key.individual, key.generation, (key.algorithm << 24) | (key.size & 0xFFFFFFu)}},
        used_(4) {}

  TSR_SIDE uint32_t bits() {
    if (used_ == 4) {
      block_ = philox(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return block_[used_++];
  }

  /** Uniform in 0..bound-1; bound >= 1. */
  TSR_SIDE uint32_t below(uint32_t bound) {
    uint32_t value = 0;
    while (!bounded(bits(), bound, value)) {}
    return value;
  }

  /** Uniform in [0, 1). */
  TSR_SIDE double uniform() {
    const uint32_t high = bits();
    return unit(high, bits());
  }

  /** The k-th block that nothing was taken from yet. */
  TSR_SIDE PhiloxCounter ahead(uint32_t k) const {
    PhiloxCounter counter = counter_;
    counter[0] += k;
    return philox(counter, key_);
  }

  /** Goes past so many of these; what is left of a block that was begun is dropped. */
  TSR_SIDE void skip(uint32_t blocks) {
    counter_[0] += blocks;
    used_ = 4;
  }

 private:
  PhiloxKey key_;
  PhiloxCounter counter_;
  PhiloxCounter block_;
  unsigned used_;
};

}  // namespace tessera::search
