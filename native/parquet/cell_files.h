// The Parquet files of a version, from which cells of chosen strategies are read on several threads: a file is a task, or
// some of its row groups where there are few files; the row groups with a chosen strategy are read, each in one piece.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "parquet/footer.h"
#include "tessera_backend.h"

namespace tessera::parquet {

/** A file with a row for every strategy, and a column for every observation. */
struct CellFile {
  std::string path;
  uint64_t bytes = 0;
  /** CRC-32 of each block of kBlock bytes; empty: not known. */
  std::vector<uint32_t> sums;
  /** Names of the columns that are read. */
  std::vector<std::string> columns;
  /** The row of the output that each of these is put into. */
  std::vector<uint32_t> rows;
};

constexpr uint64_t kBlock = 65'536;

/** How a reading ended. */
struct ReadEnd {
  enum class Kind : uint8_t { well, cancelled, damaged, unsupported } kind = Kind::well;
  std::string path;
  std::string message;
  /** Of column chunks, as they lie in the files. */
  uint64_t bytes = 0;
};

/** Where cells go: strategy k of those that are chosen to out[row * stride + k]. */
struct Target {
  double* out = nullptr;
  uint64_t stride = 0;
};

class CellFiles {
 public:
  explicit CellFiles(std::vector<CellFile> files);

  /**
   * Reads the strategies at `places`; one that came after a file was written is NaN there. `threads`: 0 = all processors.
   * Footers are read once and kept, 4 bytes a column of a row group. Any thread, also several at a time.
   */
  ReadEnd read(const std::vector<uint32_t>& places, const Target& target, unsigned threads, tsr_control* control);

  /** One more than the largest row of any file. */
  uint64_t row_count() const { return row_count_; }

 private:
  struct Known {
    std::mutex lock;
    std::shared_ptr<const Footer> footer;
  };
  class Reader;

  std::shared_ptr<const Footer> footer_of(size_t file, const Reader& reader);

  std::vector<CellFile> files_;
  std::unique_ptr<Known[]> known_;
  uint64_t row_count_ = 0;
};

}  // namespace tessera::parquet
