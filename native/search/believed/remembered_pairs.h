#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <vector>

namespace tessera::search {

/**
 * Entries of rho* of pairs that were looked at, for columns so long that a look here costs less than their product. Of few
 * strategies every pair has a place of its own. Of many several share one, and the last that came there stays: what is not
 * remembered is computed again, to the same entry. Any number of threads.
 */
class RememberedPairs {
 public:
  static constexpr uint32_t kUnknown = 0xFFFF;

  RememberedPairs() = default;
  /** Of N strategies and T rows; holds a little of what the columns take. Nothing for short columns. */
  RememberedPairs(uint32_t strategies, uint32_t observations) {
    constexpr uint32_t kShort = 1024, kMostStrategies = 1u << 24;
    constexpr uint64_t kShare = 16, kMost = uint64_t{32} << 20;
    if (observations < kShort || strategies >= kMostStrategies) return;
    const uint64_t bytes = std::min(uint64_t{strategies} * observations * sizeof(double) / kShare, kMost);
    const uint64_t room = std::max<uint64_t>(2, bytes / sizeof(uint64_t)), all = uint64_t{strategies} * strategies;
    if (all <= room) {
      own_ = strategies;
      words_.resize(all, kNone);
    } else {
      words_.resize(std::bit_floor(room), kNone);
      shift_ = 64 - std::countr_zero(words_.size());
    }
  }

  bool any() const { return !words_.empty(); }
  /** Of two strategies in any order; kUnknown when it is not there, or was never put. */
  uint32_t find(uint32_t a, uint32_t b) const {
    const uint64_t key = key_of(a, b);
    const uint64_t word = std::atomic_ref(words_[place_of(key)]).load(std::memory_order_relaxed);
    return word >> 16 == key ? static_cast<uint32_t>(word & 0xFFFF) : kUnknown;
  }
  void put(uint32_t a, uint32_t b, uint32_t entry) const {
    const uint64_t key = key_of(a, b);
    std::atomic_ref(words_[place_of(key)]).store(key << 16 | entry, std::memory_order_relaxed);
  }

 private:
  static constexpr uint64_t kNone = ~uint64_t{0};  // no pair: strategies have 24 bits, and none is its own other

  static uint64_t key_of(uint32_t a, uint32_t b) { return uint64_t{std::min(a, b)} << 24 | std::max(a, b); }
  size_t place_of(uint64_t key) const {
    if (own_ > 0) return (key >> 24) * own_ + (key & 0xFFFFFF);
    return (key * 0x9E3779B97F4A7C15u) >> shift_;
  }

  mutable std::vector<uint64_t> words_;  // pair, 48 bits, and its entry
  uint64_t own_ = 0;                     // strategies, where every pair has its own place
  int shift_ = 0;
};

}  // namespace tessera::search
