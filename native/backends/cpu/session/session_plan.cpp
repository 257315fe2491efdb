#include "backends/cpu/session/session_plan.h"

#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/device/host_memory.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {

void plan_session(tsr_plan& plan) {
  require(plan.strategies > 0 && plan.observations > 0, "plan: no strategies or no observations");
  const uint64_t rows = plan.observations;
  const uint64_t correlation_rows = plan.correlation_observations > 0 ? plan.correlation_observations : rows;
  const HostMemory memory = host_memory();
  plan.installed_bytes = memory.installed;
  plan.free_bytes = memory.available;
  plan.reserve_bytes = 0;
  plan.budget_bytes = plan.memory_limit_bytes > 0 ? std::min(plan.memory_limit_bytes, memory.available) : memory.available;
  std::fill_n(plan.part_bytes, TSR_PLAN_COUNT, 0);
  plan.part_bytes[TSR_PLAN_MATRIX] = score_rows_bytes(plan.strategies, rows, correlation_rows);
  plan.part_bytes[TSR_PLAN_SCALE] = column_scale_bytes(plan.strategies);
  plan.panel_strategies = plan.strategies;
  plan.panels = 1;
  plan.resident = 1;
}

}  // namespace tessera::cpu
