#pragma once

#include <cstdint>

#include "search/side.h"

namespace tessera::search {

struct PhiloxCounter {
  uint32_t word[4];

  TSR_SIDE constexpr uint32_t& operator[](unsigned k) { return word[k]; }
  TSR_SIDE constexpr uint32_t operator[](unsigned k) const { return word[k]; }
  friend bool operator==(const PhiloxCounter&, const PhiloxCounter&) = default;
};
struct PhiloxKey {
  uint32_t word[2];
};

/**
 * Philox 4x32-10: 128 random bits that depend on nothing but (counter, key), so any thread can make any part of
 * a stream. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
TSR_SIDE constexpr PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
  constexpr uint64_t kMultiplier0 = 0xD2511F53u;
  constexpr uint64_t kMultiplier1 = 0xCD9E8D57u;
  constexpr uint32_t kWeyl0 = 0x9E3779B9u;  // golden ratio
  constexpr uint32_t kWeyl1 = 0xBB67AE85u;  // sqrt(3) - 1
  for (int round = 0; round < 10; ++round) {
    const uint64_t product_0 = kMultiplier0 * counter[0];
    const uint64_t product_1 = kMultiplier1 * counter[2];
    counter = {{static_cast<uint32_t>(product_1 >> 32) ^ counter[1] ^ key.word[0], static_cast<uint32_t>(product_1),
                static_cast<uint32_t>(product_0 >> 32) ^ counter[3] ^ key.word[1], static_cast<uint32_t>(product_0)}};
    key.word[0] += kWeyl0;
    key.word[1] += kWeyl1;
  }
  return counter;
}

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
 * checkpoint holds no generator state and the number of threads cannot matter. Numbers are taken one by one, or, by many
 * threads at once, as whole blocks of four words: `ahead` of them by position, then `skip` past them.
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

  /** What these blocks are made of: that of the k-th has k added to its first word. */
  TSR_SIDE PhiloxKey key() const { return key_; }
  TSR_SIDE PhiloxCounter counter() const { return counter_; }

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

/**
 * Shuffles the values at(0) .. at(count - 1) in place, every order alike (Fisher and Yates). bits.below(bound) is uniform in
 * 0 .. bound - 1; at gives a reference.
 */
template <class Bits, class At>
TSR_SIDE void shuffle(Bits& bits, uint32_t count, At at) {
  for (uint32_t left = count; left > 1; --left) {
    auto& chosen = at(bits.below(left));
    const auto last = at(left - 1);
    at(left - 1) = chosen;
    chosen = last;
  }
}

}  // namespace tessera::search
