// Where each record of a file begins, and on which line: 8 bytes per row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "csv/chunk_scan.h"

namespace tessera::csv {

class RecordIndex {
 public:
  size_t row_count() const { return starts_.size(); }
  /** Offset of a data row's first byte; of row_count(): the end of the file. */
  uint64_t start(size_t row) const { return row < starts_.size() ? starts_[row] : end_; }
  /** 1-based physical line of a data row's first byte. Logarithmic in the number of irregular rows. */
  uint64_t line(size_t row) const;

  bool has_header() const { return header_line_ != 0; }
  uint64_t header_begin() const { return header_begin_; }
  /** Offset of the line end (its LF or CR) or of the end of the file. */
  uint64_t header_end() const { return header_end_; }
  uint64_t header_line() const { return header_line_; }

 private:
  friend class IndexBuilder;
  /** From `row` on, lines follow each other one by one beginning with `line`. */
  struct LineRun {
    uint64_t row;
    uint64_t line;
  };

  std::vector<uint64_t> starts_;
  std::vector<LineRun> lines_;
  uint64_t header_begin_ = 0, header_end_ = 0, header_line_ = 0;
  uint64_t end_ = 0;
};

/** Puts the scans of consecutive chunks together. Blank lines are skipped and not counted. */
class IndexBuilder {
 public:
  IndexBuilder(uint64_t first_byte, size_t expected_rows) : record_(first_byte) { index_.starts_.reserve(expected_rows); }

  /** `scan` of the chunk at `offset`, made for the state in which the chunk before ended. */
  void add(const ChunkScan& scan, uint64_t offset);
  /** A chunk without any quote that lies inside a quoted cell; `scan` was made for QuoteState::outside. */
  void add_quoted(const ChunkScan& scan);

  /** Line of a quote that is still open, for the error message. */
  uint64_t open_quote_line() const { return open_quote_line_; }

  RecordIndex finish(uint64_t file_size);

 private:
  void end_record(uint64_t end, bool blank);

  RecordIndex index_;
  uint64_t record_;           ///< start of the current record
  uint64_t line_ = 1;         ///< its line
  uint64_t inner_lines_ = 0;  ///< line ends inside quotes seen since
  bool blank_ = true;         ///< only blanks seen since
  uint64_t next_line_ = 0;    ///< line of the next row if it is regular
  uint64_t open_quote_line_ = 0;
};

}  // namespace tessera::csv
