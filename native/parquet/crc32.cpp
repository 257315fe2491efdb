#include "parquet/crc32.h"

#include <array>
#include <bit>
#include <cstring>

namespace tessera::parquet {

namespace {

/** Bytes that one step takes, each through a table of its own. */
constexpr size_t kStep = 16;
using Tables = std::array<std::array<uint32_t, 256>, kStep>;

constexpr Tables kTables = [] {
  Tables tables{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? 0xedb88320u ^ (value >> 1) : value >> 1;
    tables[0][byte] = value;
  }
  for (size_t k = 1; k < kStep; ++k) {
    for (size_t byte = 0; byte < 256; ++byte) {
      const uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 255];
    }
  }
  return tables;
}();

}  // namespace

uint32_t crc32(const uint8_t* bytes, size_t size) {
  uint32_t sum = ~0u;
  if constexpr (std::endian::native == std::endian::little) {
    for (; size >= kStep; size -= kStep, bytes += kStep) {
      uint32_t words[4];
      std::memcpy(words, bytes, sizeof words);
      words[0] ^= sum;
      sum = 0;
      for (size_t w = 0; w < 4; ++w) {
        for (size_t b = 0; b < 4; ++b) sum ^= kTables[kStep - 1 - 4 * w - b][(words[w] >> (8 * b)) & 255];
      }
    }
  }
  for (; size > 0; --size) sum = (sum >> 8) ^ kTables[0][(sum ^ *bytes++) & 255];
  return ~sum;
}

}  // namespace tessera::parquet
