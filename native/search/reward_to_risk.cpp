#include "search/reward_to_risk.h"

#include <algorithm>
#include <cmath>

namespace tessera::search {

std::vector<double> reward_to_risk(const Problem& problem) {
  std::vector<double> values(problem.candidates.size(), 0.0);
  if (!problem.columns) return values;
  const Columns& columns = *problem.columns;
  double sum = 0, square = 0;
  for (size_t k = 0; k < values.size(); ++k) {
    const auto strategy = problem.candidates[k];
    const double deviation = columns.deviation[strategy];
    const double value = deviation > 0 ? columns.mean[strategy] / deviation : 0.0;
    values[k] = std::isfinite(value) ? value : 0.0;
    sum += values[k];
    square += values[k] * values[k];
  }
  const double mean = sum / static_cast<double>(values.size());
  const double deviation = std::sqrt(std::max(0.0, square / static_cast<double>(values.size()) - mean * mean));
  for (auto& value : values) value = deviation > 0 ? std::clamp((value - mean) / deviation, -3.0, 3.0) : 0.0;
  return values;
}

}  // namespace tessera::search
