#pragma once

#include <functional>

#include "backends/cpu/metrics/metric_kernels.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {

/** A pass over strategies that are looked at one by one: the session's threads take panels of columns in turn. */
struct StrategyPass {
  const uint32_t* strategies;  // chosen ones; read only when strategy_count > 0
  uint64_t strategy_count;     // 0 = all
  double divisor;              // cells are divided by it
  size_t scratch_doubles;      // of `work`, for each thread
  tsr_control* control;        // optional

  /** The panel's columns are strategies begin .. begin + count of the pass; those from count on are missing. */
  using Work = std::function<void(const MetricPanel& panel, uint64_t begin, uint64_t count, double* scratch)>;

  uint64_t columns(const tsr_session& session) const { return strategy_count > 0 ? strategy_count : session.strategies; }
  /** Throws Failure(TSR_CANCELLED) once the caller asked to stop, and what `work` throws. */
  void run(tsr_session& session, const Work& work) const;
};

}  // namespace tessera::cpu
