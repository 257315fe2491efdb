// Where each record of a file begins, and on which line: 8 bytes per row. The ends of records are found chunk by chunk, without
// knowing what stands before: a chunk is scanned for each state in which it may begin, and the stitching picks the right one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera::csv {

/** Where a chunk begins or ends. outside: not in quotes. paired: in quotes, the first byte is the second of a pair. */
enum class QuoteState : uint8_t { outside, quoted, paired };

/** data[-1] and data[size] must be readable: the neighbours in the file, '\n' before the first record, NUL at its end. */
struct Chunk {
  const char* data;
  size_t size;
};

/** A record end that needs more than its position. */
struct EndNote {
  uint32_t index;            ///< into ends
  bool blank = false;        ///< only blanks before it on its line, as far as the chunk shows
  uint64_t inner_lines = 0;  ///< line ends inside quotes since the end before
};

struct ChunkScan {
  std::vector<uint32_t> ends;   ///< offset in the chunk of the byte that ends each record: LF, or CR without LF
  std::vector<EndNote> notes;   ///< ascending
  uint64_t trailing_lines = 0;  ///< line ends inside quotes after the last record end
  bool trailing_blank = true;   ///< only blanks after the last record end
  QuoteState end_state = QuoteState::outside;
  size_t open_quote = kNone;          ///< offset of the quote that is open at the end, kNone = it came before the chunk
  uint64_t open_quote_lines = 0;      ///< of the trailing_lines, those before the open quote
  uint64_t crlf = 0, lf = 0, cr = 0;  ///< record ends of each kind

  static constexpr size_t kNone = static_cast<size_t>(-1);
};

bool has_quote(Chunk chunk);

/** `scan` is fresh. Which states are possible, and which one is right, is up to the caller. */
void scan_chunk(Chunk chunk, QuoteState begin, char delimiter, ChunkScan& scan);

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
