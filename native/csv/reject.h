// Cells that were not taken as written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "csv/string_table.h"

namespace tessera::csv {

/** The order is that of csvRejectReasons in electron/service/engine/addon/csv.ts; `none` means: a number. */
enum class RejectReason : uint8_t { blank, na_token, text, infinite, thousands, missing_cell, extra_cell, none };

struct Reject {
  uint64_t row;     ///< data row of the file, from 0
  uint32_t column;  ///< column of the file; extra_cell: number of columns
  RejectReason reason;
  uint64_t line;  ///< 1-based physical line on which the cell begins
  uint64_t byte;  ///< offset of the cell's first byte in the file (of its quote, if it has one)
};

/** Longer texts are cut here, so that a file of garbage cannot fill the memory. */
inline constexpr size_t kMaxRejectText = 1000;

struct RejectList {
  uint64_t count = 0;  ///< of all, also those that are not listed
  std::vector<Reject> cells;
  StringTable texts;  ///< decoded text of each listed cell; extra_cell: the raw rest of the record
};

}  // namespace tessera::csv
