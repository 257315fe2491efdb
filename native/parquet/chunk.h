// The cells of one column of a row group.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parquet/footer.h"

namespace tessera::parquet {

/** Decodes column chunks, one after the other; keeps what it needs meanwhile. One a thread. */
class ChunkDecoder {
 public:
  /** Puts `rows` cells of a chunk to `out`, NaN where one is missing. Throws Damaged or Unsupported. */
  void decode(const uint8_t* bytes, size_t size, Codec codec, bool optional, uint64_t rows, double* out);

 private:
  /** A page's values, unpacked. */
  const uint8_t* unpacked(const uint8_t* bytes, size_t packed, size_t size, Codec codec);
  void page(const uint8_t* bytes, size_t size, bool split, bool optional, uint64_t rows, double* out);

  std::vector<uint8_t> page_;
  std::vector<uint8_t> present_;
  std::vector<double> values_;
};

}  // namespace tessera::parquet
