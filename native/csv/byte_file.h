// A regular file read at any offset from any thread. Bytes are copied, not mapped: a file that shrinks is an error
// value here, where a mapping would end the process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "csv/csv_error.h"

namespace tessera::csv {

class ByteFile {
 public:
  ByteFile() = default;
  ~ByteFile();
  ByteFile(const ByteFile&) = delete;
  ByteFile& operator=(const ByteFile&) = delete;

  /** `path` is UTF-8. Once per object. */
  Error open(const std::string& path);

  const std::string& path() const { return path_; }
  uint64_t size() const { return identity_.size; }

  /** Fills exactly `count` bytes; an earlier end of the file means that it changed. */
  Error read_at(uint64_t offset, char* target, size_t count) const;

  /** Fault::changed when size or time of last change are no longer those at opening. */
  Error check_unchanged() const;

 private:
  struct Identity {
    uint64_t size = 0;
    uint64_t changed_at = 0;  ///< nanoseconds (POSIX) or 100 ns (Windows), only compared
  };
  Error identify(Identity& identity) const;
  Error changed() const;

  std::string path_;
  Identity identity_;
  std::intptr_t handle_ = -1;
};

}  // namespace tessera::csv
