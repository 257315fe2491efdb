// Parquet files of the store, made of rows of cells: a row for every strategy with its name, a column for every observation.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parquet/footer.h"
#include "tessera_backend.h"

namespace tessera::parquet {

struct CellTable {
  /** Names of the strategies one behind the other, and where each begins; the last is where the last one ends. */
  std::string_view names;
  std::span<const int32_t> name_ends;
  /** Names of the columns and the cells of each, one a strategy; NaN = missing. */
  std::vector<std::string> columns;
  std::vector<std::span<const double>> rows;
};

struct FileLayout {
  Codec codec = Codec::snappy;
  uint64_t group_rows = 1;
  /** Cells byte by byte (BYTE_STREAM_SPLIT): all first bytes, all second ones ... */
  bool split = true;
  std::string created_by;
};

/** The file. Row groups are made on several threads (0 = all processors); the bytes are the same on any number. */
std::vector<uint8_t> encode(const CellTable& table, const FileLayout& layout, unsigned threads);

}  // namespace tessera::parquet
