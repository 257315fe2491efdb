#include "csv/bytes/byte_file.h"

// What does not depend on the system; the rest is in byte_file_posix.cpp and byte_file_windows.cpp.
namespace tessera::csv {

Error ByteFile::check_unchanged() const {
  Identity now;
  if (Error error = identify(now)) return error;
  return now.size == identity_.size && now.changed_at == identity_.changed_at ? Error{} : changed();
}

Error ByteFile::changed() const { return {Fault::changed, path_ + " was changed by another program while it was read", 0}; }

}  // namespace tessera::csv
