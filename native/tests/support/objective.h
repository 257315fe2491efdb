#pragma once

#include <cstdint>

#include "tessera_backend.h"

namespace tessera::test {

/**
 * The replaced system's objective with this metric: penalty weight 10, no drawdown floor; every enhanced term at weight 1. Used
 * by tests and benchmarks.
 */
inline tsr_objective legacy_objective(uint32_t metric, uint32_t penalty = TSR_PENALTY_SIGNED) {
  tsr_objective objective{};
  objective.struct_size = sizeof objective;
  objective.metric = metric;
  objective.penalty = penalty;
  objective.penalty_weight = 10.0;
  objective.annualisation = 252.0;
  objective.hybrid_share = 0.4;
  for (double& weight : objective.weights) weight = 1.0;
  return objective;
}

}  // namespace tessera::test
