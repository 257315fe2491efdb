#pragma once

#include "backends/cuda/metrics/strategy_pass.h"

namespace tessera::cuda {

/** What is asked of every strategy, device memory. */
struct GroupsWork {
  const double* weights;       // [observations]
  const uint32_t* rows;        // observations sorted by group
  const uint32_t* begins;      // [groups + 1] into rows
  const uint32_t* statistics;  // [statistic_count]
  uint32_t groups, statistic_count;
  bool peak_from_zero;
};

/** out[statistic][group][count]. Launch on the current device, asynchronously. Throws Failure when refused. */
void measure_groups(const GroupsWork& work, const StrategyBatch& batch);

}  // namespace tessera::cuda
