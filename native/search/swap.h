#pragma once

#include <cstdint>

namespace tessera::search {

/** Replace member `out` by strategy `in`. */
struct Swap {
  std::uint32_t out;
  std::uint32_t in;
};

}  // namespace tessera::search
