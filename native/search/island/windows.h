#pragma once

#include <cstdint>

namespace tessera::search::island {

// Windows that bounds look at (search/screen.h). Part of the result, so the same on every side.
inline constexpr uint32_t fresh_windows = 10;  // of the chain itself, taken anew at every step
inline constexpr uint32_t most_windows = 20;   // with the learnt ones
inline constexpr uint32_t quick_windows = 6;   // the newest, tried on all swaps; the others on those that are left

}  // namespace tessera::search::island
