#include "search/drawdown_window.h"

#include <algorithm>

namespace tessera::search {

double fall(std::span<const double> equity, DrawdownWindow window) {
  const double from = window.from < 0 ? 0.0 : equity[static_cast<size_t>(window.from)];
  return from - equity[static_cast<size_t>(window.to)];
}

std::vector<DrawdownWindow> deepest_windows(std::span<const double> equity, bool peak_from_zero, size_t count) {
  std::vector<DrawdownWindow> all;
  const auto rows = static_cast<int32_t>(equity.size());
  int32_t peak = peak_from_zero ? -1 : 0;
  for (int32_t row = 0; row < rows; ++row) {
    // Falls before row is made a peak: on rising curves these are the smallest rises, the first to turn into falls.
    if (row > peak) all.push_back({peak, row});
    if (fall(equity, {peak, row}) <= 0) peak = row;
  }
  std::stable_sort(all.begin(), all.end(),
                   [&](DrawdownWindow a, DrawdownWindow b) { return fall(equity, a) > fall(equity, b); });
  std::vector<DrawdownWindow> chosen;
  for (const auto window : all) {
    if (chosen.size() == count) break;
    const bool covered = std::any_of(chosen.begin(), chosen.end(), [&](DrawdownWindow other) {
      return other.from == window.from && (other.to == window.to + 1 || other.to == window.to - 1);
    });
    if (!covered) chosen.push_back(window);
  }
  return chosen;
}

}  // namespace tessera::search
