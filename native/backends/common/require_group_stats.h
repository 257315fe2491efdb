#pragma once

#include <cmath>

#include "backends/common/check_arguments.h"

namespace tessera {

/** Throws Failure(TSR_BAD_ARGUMENT) with the reason. */
inline void require_group_stats(const tsr_group_stats_params& p, uint32_t observations, uint64_t strategies) {
  require(p.struct_size >= sizeof p, "group statistics: struct_size");
  require(p.group_count > 0 && p.group_count < TSR_NO_GROUP, "group statistics: group_count");
  require(p.group_of != nullptr, "group statistics: group_of is null");
  for (uint32_t t = 0; t < observations; ++t) {
    require(p.group_of[t] < p.group_count || p.group_of[t] == TSR_NO_GROUP, "group statistics: unknown group");
    require(p.weights == nullptr || (p.weights[t] >= 0.0 && std::isfinite(p.weights[t])),
            "group statistics: a weight is negative or not finite");
  }
  if (p.statistic_count == 0) return;
  require(p.statistics != nullptr && p.out != nullptr, "group statistics: a pointer is null");
  for (uint32_t k = 0; k < p.statistic_count; ++k) {
    require(p.statistics[k] < TSR_STATISTIC_COUNT, "group statistics: unknown statistic");
  }
  if (p.strategy_count == 0) return;
  require(p.strategies != nullptr, "group statistics: strategies is null");
  require_indices(p.strategies, p.strategy_count, strategies, "strategies");
}

}  // namespace tessera
