// The wide-CSV reader: opening finds header and records in one pass over the file, reading converts rows into a matrix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "csv/block_reader.h"
#include "csv/scan_file.h"

namespace tessera::csv {

/** How large the pieces are in which a file is worked on. Tests make them tiny, to meet every boundary. */
struct Pieces {
  size_t scan_bytes = size_t{512} << 10;    ///< per chunk of the scan; fits the second-level cache
  size_t window_bytes = size_t{256} << 10;  ///< first size of a reading thread's buffer, also for the cache
  size_t block_bytes = size_t{1} << 20;     ///< rows are handed to threads in blocks of at least this size
};

inline constexpr size_t kMaxColumns = size_t{1} << 22;

struct OpenOptions {
  unsigned threads = 0;  ///< 0 = all processors
  bool sha256 = false;   ///< also compute the file's checksum, beside the scan
  Pieces pieces;
  uint64_t header_bytes = uint64_t{64} << 20;  ///< a longer first record is taken for that of a file that is no table
};

struct ReadRequest {
  std::vector<Role> roles;  ///< of every column of the header
  size_t first_row = 0;
  size_t row_count = 0;
  double* out = nullptr;  ///< [row_count][columns of role number], time-major; missing cells become NaN
  size_t reject_limit = 0;
  unsigned threads = 0;
  std::optional<Dialect> dialect = {};  ///< how numbers are written, where that is known better than at opening; same delimiter
  bool stop_early = false;              ///< do not look at a row beyond the last column that is not ignored
  size_t stride = 0;  ///< from one row of `out` to the next, where they are parts of longer rows; 0 = end to end
};

struct RowsRead {
  std::vector<StringTable> texts;  ///< of each text column, one string per row
  std::vector<double> lines;       ///< 1-based physical line of each row
  RejectList rejects;              ///< in order of row and column
  double largest = 0;              ///< size of the largest number
};

/** Unchangeable once opened; any number of threads may read rows at the same time. */
class CsvFile {
 public:
  /** `path` is UTF-8. `control` may be nullptr; its units are bytes, those hashed counted once more. */
  static Error open(const std::string& path, const Dialect& dialect, const OpenOptions& options, tsr_control* control,
                    std::unique_ptr<CsvFile>& result);

  const std::string& path() const { return file_.path(); }
  const StringTable& header() const { return header_; }
  size_t row_count() const { return scan_.index.row_count(); }
  uint64_t byte_count() const { return file_.size(); }
  bool has_bom() const { return has_bom_; }
  LineEnd line_end() const { return scan_.line_end; }
  const std::string& sha256() const { return sha256_; }

  /** Fails without having read all when the file has changed since it was opened, or when it is cancelled. */
  Error read_rows(const ReadRequest& request, tsr_control* control, RowsRead& result) const;

 private:
  CsvFile(const Dialect& dialect, const Pieces& pieces) : dialect_(dialect), pieces_(pieces) {}
  Error scan(const OpenOptions& options, tsr_control* control);
  Error read_header(uint64_t most_bytes);

  ByteFile file_;
  Dialect dialect_;
  Pieces pieces_;
  FileScan scan_;
  StringTable header_;
  std::string sha256_;
  bool has_bom_ = false;
};

}  // namespace tessera::csv
