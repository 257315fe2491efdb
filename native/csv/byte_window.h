// A bounded view that moves forward over a range of a file: the text of a file is never in memory as a whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "csv/bytes/byte_file.h"
#include "csv/bytes/tasks.h"
#include "csv/numbers/number_run.h"
#include "csv/numbers/plain_number.h"

namespace tessera::csv {

class ByteWindow {
 public:
  ByteWindow(const ByteFile& file, const Watch& watch, size_t capacity)
      : file_(file), watch_(watch), buffer_(new char[kReadBehind + capacity + kReadAhead]()), capacity_(capacity) {}

  /** Restricts the window to bytes [begin, limit) of the file and reads the first of them. */
  bool start(uint64_t begin, uint64_t limit);

  /**
   * Keeps the bytes from `at` on, reads more, and sets `at` to where they are now. When nothing can be dropped the
   * buffer grows, so one cell may be of any length. False: see error().
   */
  bool refill(const char*& at);

  /** The position of a byte of the range, which is read first if it lies outside the window. nullptr: see error(). */
  const char* seek(uint64_t offset);

  /** End of the bytes in memory. kReadAhead NULs follow; kReadBehind bytes before the first may be touched. */
  const char* end() const { return buffer_.get() + kReadBehind + size_; }
  /** Whether the end is that of the range. */
  bool final() const { return offset_ + size_ == limit_; }
  uint64_t offset_of(const char* at) const { return offset_ + static_cast<uint64_t>(at - end()) + size_; }

  const Error& error() const { return error_; }

 private:
  char* data() { return buffer_.get() + kReadBehind; }
  bool load(size_t kept);

  const ByteFile& file_;
  const Watch& watch_;
  std::unique_ptr<char[]> buffer_;
  size_t capacity_;
  size_t size_ = 0;
  uint64_t offset_ = 0;  ///< in the file, of the buffer's first byte
  uint64_t limit_ = 0;
  Error error_;
};

}  // namespace tessera::csv
