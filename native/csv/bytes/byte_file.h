// A regular file read at any offset from any thread. Bytes are copied, not mapped: a file that shrinks is an error
// value here, where a mapping would end the process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tessera::csv {

/** What can go wrong with a file as a whole. Faults of single cells are rejects (reject.h). */
enum class Fault : uint8_t {
  none,
  bad_argument,  ///< of the caller
  cancelled,     ///< control->cancel was set
  not_found,
  not_a_file,  ///< a directory, a pipe, a device
  no_permission,
  empty,               ///< no byte, or blank lines only
  header_too_long,     ///< over OpenOptions::header_bytes: hardly a table
  too_many_columns,    ///< over kMaxColumns
  unterminated_quote,  ///< line = where the quote opens
  changed,             ///< size or time of change differ from those at opening
  io,
  out_of_memory,
};

struct Error {
  Fault fault = Fault::none;
  std::string message;  ///< one sentence that names the file
  uint64_t line = 0;    ///< 1-based physical line, 0 = no single line

  explicit operator bool() const { return fault != Fault::none; }
};

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
