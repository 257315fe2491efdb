#include "search/normal_scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tessera::search {

namespace {

/** Normal quantile to 5e-4, enough for ranks: Abramowitz and Stegun 26.2.23. */
double quantile(double p) {
  if (p > 0.5) return -quantile(1 - p);
  const double t = std::sqrt(-2 * std::log(p));
  return (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
}

}  // namespace

std::vector<double> normal_scores(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> scores(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    const double rank = 1 + static_cast<double>(first + last) / 2;
    const double score = quantile((rank - 0.375) / (static_cast<double>(values.size()) + 0.25));
    for (std::size_t k = first; k <= last; ++k) scores[order[k]] = score;
    first = last + 1;
  }
  return scores;
}

}  // namespace tessera::search
