#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "believable/table.h"

namespace tessera::believable {

/** What step 7 raises: ROI / max(drawdown, floor) of the mean series of members, currency a row. */
struct RewardToRisk {
  double floor;         // median deviation of the table's strategies
  bool peak_from_zero;  // the running peak starts at 0, before the first row
};
double reward_to_risk(const Table& table, std::span<const uint32_t> members, const RewardToRisk& rule);

/** Equity at the end and the deepest fall of sum - out + in; out and in may both be null. Inline: every swap asks for it. */
struct EquityPath {
  double equity = 0.0, drawdown = 0.0;

  EquityPath(const double* sum, const double* out, const double* in, uint32_t rows, bool peak_from_zero) {
    double peak = peak_from_zero ? 0.0 : -HUGE_VAL;
    for (uint32_t t = 0; t < rows; ++t) {
      equity += out == nullptr ? sum[t] : (sum[t] - out[t]) + in[t];
      peak = std::max(peak, equity);
      drawdown = std::max(drawdown, peak - equity);
    }
  }
  double ratio(double members, double floor) const {
    const double risk = std::max(drawdown / members, floor);
    return risk > 0.0 ? equity / members / risk : 0.0;
  }
};

}  // namespace tessera::believable
