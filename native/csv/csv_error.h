// What can go wrong with a file as a whole, as a value. Faults of single cells are rejects (reject.h).
#pragma once

#include <cstdint>
#include <string>

namespace tessera::csv {

enum class Fault : uint8_t {
  none,
  bad_argument,  ///< of the caller
  cancelled,     ///< control->cancel was set
  not_found,
  not_a_file,  ///< a directory, a pipe, a device
  no_permission,
  empty,               ///< no byte, or blank lines only
  header_too_long,     ///< over kMaxHeaderBytes or kMaxColumns: hardly a table
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

}  // namespace tessera::csv
