// 64 x 64 -> 128 bit arithmetic.
#pragma once

#include <cstdint>

namespace tessera::csv {

#if defined(__SIZEOF_INT128__)
__extension__ using Wide = unsigned __int128;
#else
#error "the CSV reader needs a compiler with 128-bit integers (GCC, Clang)"
#endif

inline constexpr Wide wide(uint64_t high, uint64_t low) { return (static_cast<Wide>(high) << 64) | low; }
inline constexpr uint64_t high_half(Wide value) { return static_cast<uint64_t>(value >> 64); }
inline constexpr uint64_t low_half(Wide value) { return static_cast<uint64_t>(value); }

}  // namespace tessera::csv
