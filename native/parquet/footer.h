// Where the cells of a file of the store lie: its footer, cut down to what reading them takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tessera::parquet {

enum class Codec : uint8_t { none = 0, snappy = 1 };

/** The column chunks of a row group lie end to end, in the order of the columns. */
struct RowGroup {
  uint64_t rows = 0;
  uint64_t start = 0;           ///< first byte of the first chunk
  std::vector<uint32_t> bytes;  ///< of each chunk
};

struct Footer {
  std::vector<RowGroup> groups;
  Codec codec = Codec::none;
  /** Places of the wanted columns in the file, in the order in which they were wanted. */
  std::vector<uint32_t> columns;
  /** Whether a wanted column may have missing cells. */
  std::vector<uint8_t> optional;
};

/** Column names by their places among those that are wanted. */
using Wanted = std::unordered_map<std::string_view, uint32_t>;

/**
 * Reads FileMetaData of parquet.thrift; chunks lie before byte `end` of the file. Throws Damaged or Unsupported; a column that
 * is not there, or is no float64, is damage.
 */
Footer read_footer(const uint8_t* bytes, size_t size, uint64_t end, const std::vector<std::string>& wanted);

}  // namespace tessera::parquet
