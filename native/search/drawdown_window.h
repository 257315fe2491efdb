#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tessera::search {

/** Rows from+1..to of an equity curve: its fall is E_from - E_to. from = -1 is before the first row (equity 0). */
struct DrawdownWindow {
  int32_t from = 0;
  int32_t to = 0;
  friend bool operator==(const DrawdownWindow&, const DrawdownWindow&) = default;
};

/** The fall of the equity curve in the window, in its units; negative when it rises. */
double fall(std::span<const double> equity, DrawdownWindow window);

/**
 * The deepest falls of an equity curve, at most `count`, deepest first: each ends in a different trough, and of
 * troughs under the same peak on neighbouring rows only the deepest is taken.
 */
std::vector<DrawdownWindow> deepest_windows(std::span<const double> equity, bool peak_from_zero, size_t count);

}  // namespace tessera::search
