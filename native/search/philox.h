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
  constexpr uint64_t multiplier_0 = 0xD2511F53u;
  constexpr uint64_t multiplier_1 = 0xCD9E8D57u;
  constexpr uint32_t weyl_0 = 0x9E3779B9u;  // golden ratio
  constexpr uint32_t weyl_1 = 0xBB67AE85u;  // sqrt(3) - 1
  for (int round = 0; round < 10; ++round) {
    const uint64_t product_0 = multiplier_0 * counter[0];
    const uint64_t product_1 = multiplier_1 * counter[2];
    counter = {{static_cast<uint32_t>(product_1 >> 32) ^ counter[1] ^ key.word[0], static_cast<uint32_t>(product_1),
                static_cast<uint32_t>(product_0 >> 32) ^ counter[3] ^ key.word[1], static_cast<uint32_t>(product_0)}};
    key.word[0] += weyl_0;
    key.word[1] += weyl_1;
  }
  return counter;
}

}  // namespace tessera::search
