// How large the pieces are in which a file is worked on. Tests make them tiny, to meet every boundary.
#pragma once

#include <cstddef>

namespace tessera::csv {

struct Pieces {
  size_t scan_bytes = size_t{512} << 10;    ///< per chunk of the scan; fits the second-level cache
  size_t window_bytes = size_t{256} << 10;  ///< first size of a reading thread's buffer, also for the cache
  size_t block_bytes = size_t{1} << 20;     ///< rows are handed to threads in blocks of at least this size
};

}  // namespace tessera::csv
