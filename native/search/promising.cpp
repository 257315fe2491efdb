#include "search/promising.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tessera::search {

std::vector<double> reward_to_risk(const Problem& problem) {
  std::vector<double> values(problem.candidates.size(), 0.0);
  if (!problem.columns) return values;
  const Columns& columns = *problem.columns;
  double sum = 0, square = 0;
  for (size_t k = 0; k < values.size(); ++k) {
    const auto strategy = problem.candidates[k];
    const double deviation = columns.deviation[strategy];
    const double value = problem.believed ? problem.believed->theta[strategy]
                         : deviation > 0  ? columns.mean[strategy] / deviation
                                          : 0.0;
    values[k] = std::isfinite(value) ? value : 0.0;
    sum += values[k];
    square += values[k] * values[k];
  }
  const double mean = sum / static_cast<double>(values.size());
  const double deviation = std::sqrt(std::max(0.0, square / static_cast<double>(values.size()) - mean * mean));
  for (auto& value : values) value = deviation > 0 ? std::clamp((value - mean) / deviation, -3.0, 3.0) : 0.0;
  return values;
}

std::vector<uint32_t> promising(const Problem& problem, uint32_t per_member) {
  const uint64_t count = uint64_t{per_member} * problem.size;
  if (!problem.columns || count >= problem.candidates.size()) return {};
  const Columns& columns = *problem.columns;
  const auto metric = problem.objective.metric;
  std::vector<double> rating;
  if (metric == TSR_OBJECTIVE_ROI || metric == TSR_OBJECTIVE_EXPECTANCY) {
    for (const auto strategy : problem.candidates) rating.push_back(columns.mean[strategy]);
  } else if (metric == TSR_OBJECTIVE_LESS_MAX_DD) {
    for (const auto strategy : problem.candidates) rating.push_back(-columns.deviation[strategy]);
  } else {
    rating = reward_to_risk(problem);
  }
  for (auto& value : rating) {
    if (!std::isfinite(value)) value = std::numeric_limits<double>::lowest();  // an order needs numbers
  }
  std::vector<uint32_t> order(problem.candidates.size());
  for (uint32_t k = 0; k < order.size(); ++k) order[k] = k;
  const auto end = order.begin() + static_cast<ptrdiff_t>(count);
  std::nth_element(order.begin(), end, order.end(),
                   [&](uint32_t a, uint32_t b) { return rating[a] != rating[b] ? rating[a] > rating[b] : a < b; });
  std::vector<uint32_t> list;
  for (auto place = order.begin(); place != end; ++place) list.push_back(problem.candidates[*place]);
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace tessera::search
