// What ends the reading of a file.
#pragma once

#include <stdexcept>
#include <string>

namespace tessera::parquet {

/** The file is not what was written: a sentence without its name. */
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/** Right as far as is known, but of a kind that this reader does not know: another has to read it. */
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace tessera::parquet
