#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace tessera::cuda {

/** How long at least one of several things went on, from when each began and ended. */
class BusyTime {
 public:
  void add(double begin, double end) { spans_.emplace_back(begin, end); }

  /** The length of the union. */
  double total() const {
    std::vector<std::pair<double, double>> spans = spans_;
    std::sort(spans.begin(), spans.end());
    double sum = 0, until = 0;
    bool any = false;
    for (const auto& [begin, end] : spans) {
      const double from = any ? std::max(begin, until) : begin;
      if (end <= from) continue;
      sum += end - from;
      until = end;
      any = true;
    }
    return sum;
  }

 private:
  std::vector<std::pair<double, double>> spans_;
};

}  // namespace tessera::cuda
