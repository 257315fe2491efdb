#pragma once

#include <cstdint>

namespace tessera::search {

/** Replace member `out` by strategy `in`. */
struct Swap {
  std::uint32_t out = 0;
  std::uint32_t in = 0;
};

}  // namespace tessera::search
