#pragma once

#include <numeric>

#include "tessera_backend.h"
#include "tests/support/samples.h"

namespace tessera::test {

/** Observations in groups, with what is asked of them. Used with both backends. */
struct GroupCase {
  uint32_t groups;
  std::vector<uint32_t> group_of;
  std::vector<double> weights;  // empty = none
  std::vector<uint32_t> statistics;
  bool peak_from_zero = true;
  std::vector<uint32_t> strategies;  // empty = all

  /** Every fifth observation in no group, the last group empty, the one before with one row; all statistics. */
  static GroupCase of(const Matrix& m, uint32_t groups, bool weighted) {
    GroupCase c{groups, std::vector<uint32_t>(m.observations, TSR_NO_GROUP), {}, {}, true, {}};
    const uint32_t usual = groups > 2 ? groups - 2 : 1;
    for (uint64_t t = 0; t < m.observations; ++t) {
      if (t % 5 != 3) c.group_of[t] = static_cast<uint32_t>(t * 7 % 11 % usual);
      if (weighted) c.weights.push_back(t % 13 == 0 ? 0.0 : 50.0 + static_cast<double>(t % 17) * 2.7);
    }
    if (groups > 2) c.group_of[m.observations / 2] = groups - 2;
    c.statistics.resize(TSR_STATISTIC_COUNT);
    std::iota(c.statistics.begin(), c.statistics.end(), 0u);
    return c;
  }

  /** The parameters of a run that writes to `out`. */
  tsr_group_stats_params params(uint64_t all_strategies, std::vector<double>& out) const {
    const uint64_t columns = strategies.empty() ? all_strategies : strategies.size();
    out.assign(statistics.size() * groups * columns, -7.0);
    tsr_group_stats_params p{};
    p.struct_size = sizeof p;
    p.group_count = groups;
    p.group_of = group_of.data();
    p.weights = weights.empty() ? nullptr : weights.data();
    p.statistic_count = static_cast<uint32_t>(statistics.size());
    p.peak_from_zero = peak_from_zero ? 1 : 0;
    p.statistics = statistics.data();
    p.strategy_count = strategies.size();
    p.strategies = strategies.data();
    p.out = out.data();
    return p;
  }
};

}  // namespace tessera::test
