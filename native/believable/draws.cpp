#include "believable/draws.h"

#include "search/vector_clones.h"

namespace tessera::believable {

/** philox() of search/stream.h, kBlocks at a time: an instruction then makes a word of several. */
TESSERA_VECTOR_CLONES
void ManyBits::fill(search::PhiloxCounter from, search::PhiloxKey key) {
  constexpr uint32_t kMultiplier0 = 0xD2511F53u, kMultiplier1 = 0xCD9E8D57u;
  uint32_t a[kBlocks], b[kBlocks], c[kBlocks], d[kBlocks], high_a[kBlocks], high_c[kBlocks];
  for (uint32_t k = 0; k < kBlocks; ++k) {
    a[k] = from[0] + k;
    b[k] = from[1];
    c[k] = from[2];
    d[k] = from[3];
  }
  for (int round = 0; round < 10; ++round) {
    // High and low words in loops of their own, each of which the compiler makes vectors of.
    for (uint32_t k = 0; k < kBlocks; ++k) high_a[k] = static_cast<uint32_t>((uint64_t{kMultiplier0} * a[k]) >> 32);
    for (uint32_t k = 0; k < kBlocks; ++k) high_c[k] = static_cast<uint32_t>((uint64_t{kMultiplier1} * c[k]) >> 32);
    for (uint32_t k = 0; k < kBlocks; ++k) {
      const uint32_t low_a = kMultiplier0 * a[k], low_c = kMultiplier1 * c[k];
      a[k] = high_c[k] ^ b[k] ^ key.word[0];
      b[k] = low_c;
      c[k] = high_a[k] ^ d[k] ^ key.word[1];
      d[k] = low_a;
    }
    key.word[0] += 0x9E3779B9u;
    key.word[1] += 0xBB67AE85u;
  }
  for (uint32_t k = 0; k < kBlocks; ++k) {
    words_[4 * k] = a[k];
    words_[4 * k + 1] = b[k];
    words_[4 * k + 2] = c[k];
    words_[4 * k + 3] = d[k];
  }
}

}  // namespace tessera::believable
