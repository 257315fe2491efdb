#pragma once

#include <cstdint>

namespace tessera::search {

/** Replace member `out` by strategy `in`. */
struct Swap {
  uint32_t out;
  uint32_t in;
};

}  // namespace tessera::search
