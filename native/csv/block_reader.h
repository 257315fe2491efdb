// Reads consecutive rows: numbers straight into the caller's matrix, texts and rejects into lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "csv/byte_window.h"
#include "csv/cell.h"
#include "csv/numbers/number_cell.h"
#include "csv/plan.h"
#include "csv/record_index.h"
#include "csv/reject.h"

namespace tessera::csv {

/** What one block of rows gave besides numbers. */
struct Block {
  std::vector<StringTable> texts;  ///< by text column
  RejectList rejects;
  double largest = 0;  ///< size of the largest number
};

/** Rows of numbers that lie `stride` after one another. */
struct Target {
  double* rows;
  size_t stride;
};

/** One per thread. */
class BlockReader {
 public:
  BlockReader(const ByteFile& file, const RecordIndex& index, const Dialect& dialect, const ColumnPlan& plan,
              const Watch& watch, size_t window_bytes);

  /**
   * Rows [first, last). `out` begins with the row of `first`, plan.numbers values per row, and `line` with its line
   * number. At most `reject_limit` rejects are listed, all are counted.
   */
  Error read(size_t first, size_t last, Target out, double* line, size_t reject_limit, Block& block);

 private:
  // Each returns false when the window has an error.
  bool read_row(double* out);
  bool read_numbers(const ColumnRun& run, double* value);
  bool read_number_slowly(double& value);
  bool read_texts(const ColumnRun& run);
  bool skip(const ColumnRun& run);
  bool read_extra();
  bool next_cell(Cell& cell);

  void advance(const char* end);
  void fill_missing(const ColumnRun& run, double* out);
  void miss(uint32_t column, RejectReason reason, std::string_view text);
  void list(const Reject& reject, std::string_view text);

  const RecordIndex& index_;
  const Dialect& dialect_;
  const ColumnPlan& plan_;
  ByteWindow window_;
  NumberCell number_cell_;
  std::string scratch_;
  char run_decimal_;    ///< decimal sign of unquoted cells; the delimiter, which no cell holds, when there is none
  int plain_decimal_;   ///< the same; kNoDecimal when there is none
  int quoted_decimal_;  ///< decimal sign of quoted cells, or kNoDecimal

  Block* block_ = nullptr;
  size_t reject_limit_ = 0;
  uint64_t row_ = 0;
  uint64_t line_ = 0;         ///< of the current cell
  uint32_t column_ = 0;       ///< of the current cell
  bool row_ended_ = false;    ///< the line end was met: the remaining columns have no cell
  const char* at_ = nullptr;  ///< first byte of the current cell, or the line end
};

}  // namespace tessera::csv
