// Cells that were not taken as written, and the strings of a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tessera::csv {

/** Many strings in two allocations: header names, the cells of a text column, texts of rejects. */
class StringTable {
 public:
  size_t size() const { return ends_.size(); }
  size_t byte_count() const { return bytes_.size(); }

  /** Valid until the next change. */
  std::string_view operator[](size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }

  void push_back(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(bytes_.size());
  }

  /** Appends the first `count` strings of another table. */
  void append(const StringTable& other, size_t count) {
    if (count == 0) return;
    const size_t base = bytes_.size();
    bytes_.append(other.bytes_, 0, other.ends_[count - 1]);
    for (size_t i = 0; i < count; ++i) ends_.push_back(base + other.ends_[i]);
  }

 private:
  std::string bytes_;
  std::vector<size_t> ends_;
};

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
