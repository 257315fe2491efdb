#include "backends/cuda/session/session_plan.h"

#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

/** What stays free beside a resident matrix, for the operations. */
uint64_t working_room(uint64_t limit) { return std::clamp<uint64_t>(limit / 8, uint64_t{32} << 20, uint64_t{1} << 30); }

}  // namespace

bool stays_resident(const SessionShape& shape, uint64_t limit, uint64_t room) {
  return shape.matrix_bytes() + ColumnBlock::staging_bytes(shape.strategies) + working_room(limit) <= room;
}

SessionRoom plan_session(tsr_plan& plan) {
  require(plan.strategies > 0 && plan.observations > 0, "plan: no strategies or no observations");
  const SessionShape shape = {plan.strategies, plan.observations, plan.correlation_observations};
  const DeviceBudget budget = DeviceBudget::of_current_device(plan.memory_limit_bytes);
  int ordinal = 0;
  check(cudaGetDevice(&ordinal), "reading the current device");
  plan.installed_bytes = budget.installed;
  plan.free_bytes = budget.available;
  plan.reserve_bytes = budget.reserve;
  plan.budget_bytes = budget.usable;

  uint64_t* const parts = plan.part_bytes;
  parts[TSR_PLAN_SCALE] = ColumnScale::bytes(shape.strategies);
  const uint64_t room = budget.usable - std::min(budget.usable, parts[TSR_PLAN_SCALE]);
  const bool resident = stays_resident(shape, budget.usable, room);
  plan.resident = resident ? 1 : 0;
  parts[TSR_PLAN_MATRIX] = resident ? shape.matrix_bytes() : 0;
  const uint64_t left = room - parts[TSR_PLAN_MATRIX];
  parts[TSR_PLAN_UPLOAD] = std::min(ColumnBlock::staging_bytes(shape.strategies), left);
  return {shape, precision_of_device(ordinal), resident, left};
}

}  // namespace tessera::cuda
