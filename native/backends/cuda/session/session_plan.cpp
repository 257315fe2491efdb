#include "backends/cuda/session/session_plan.h"

#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cuda/correlate/correlation_panel.h"
#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/score/score_chunk.h"
#include "backends/cuda/search/search_matrix.h"
#include "backends/cuda/session/column_scale.h"

namespace tessera::cuda {

namespace {

/** What stays free beside a resident matrix, for the operations. */
uint64_t working_room(uint64_t limit) { return std::clamp<uint64_t>(limit / 8, uint64_t{32} << 20, uint64_t{1} << 30); }

/** Lists of pairs and sums at their largest; a request without lists takes a few megabytes. */
constexpr uint64_t kListBytes = uint64_t{64} << 20;
/** Islands of sixteen searches at a time: a megabyte or two each. */
constexpr uint64_t kIslandBytes = uint64_t{64} << 20;

}  // namespace

bool stays_resident(const SessionShape& shape, uint64_t limit, uint64_t room) {
  return shape.matrix_bytes() + ColumnBlock::staging_bytes(shape.strategies) + working_room(limit) <= room;
}

uint64_t panel_limit(const SessionShape& shape, bool resident, uint64_t room, Precision precision) {
  const uint64_t observations = shape.correlation_observations();
  // Lists of tiles, sums and lists of pairs want some, too.
  const uint64_t usable = room - room / 4;
  if (resident && CorrelationPanel::bytes(observations, shape.strategies, precision) <= usable) return shape.strategies;
  const uint64_t per_strategy = CorrelationPanel::bytes(observations, kPanelGrain, precision) / kPanelGrain;
  if (resident) return usable / 2 / per_strategy;
  // Two panels are computed with while the next one is sent, as it comes and standardised.
  return std::min(ColumnBlock::fitting(observations, usable * 2 / 5), usable / 5 / per_strategy);
}

void plan_session(tsr_plan& plan) {
  require(plan.strategies > 0 && plan.observations > 0, "plan: no strategies or no observations");
  const SessionShape shape = {plan.strategies, plan.observations, plan.correlation_observations};
  const DeviceBudget budget = DeviceBudget::of_current_device(plan.memory_limit_bytes);
  int ordinal = 0;
  check(cudaGetDevice(&ordinal), "reading the current device");
  const Precision precision = precision_of_device(ordinal);
  plan.installed_bytes = budget.installed;
  plan.free_bytes = budget.available;
  plan.reserve_bytes = budget.reserve;
  plan.budget_bytes = budget.usable;

  uint64_t* const parts = plan.part_bytes;
  parts[TSR_PLAN_SCALE] = shape.strategies * (sizeof(Scale) + 2);
  const uint64_t room = budget.usable - std::min(budget.usable, parts[TSR_PLAN_SCALE]);
  plan.resident = stays_resident(shape, budget.usable, room) ? 1 : 0;
  parts[TSR_PLAN_MATRIX] = plan.resident != 0 ? shape.matrix_bytes() : 0;
  const uint64_t left = room - parts[TSR_PLAN_MATRIX];
  parts[TSR_PLAN_UPLOAD] = std::min(ColumnBlock::staging_bytes(shape.strategies), left);
  plan.panel_strategies = std::min(shape.strategies, panel_limit(shape, plan.resident != 0, left, precision));
  if (plan.panel_strategies == 0) throw Failure{TSR_OUT_OF_DEVICE_MEMORY, "too little device memory for one strategy"};
  plan.panels = static_cast<uint32_t>((shape.strategies + plan.panel_strategies - 1) / plan.panel_strategies);
  const uint64_t panel = CorrelationPanel::bytes(shape.correlation_observations(), plan.panel_strategies, precision);
  parts[TSR_PLAN_STANDARDISED] = plan.panels == 1 ? panel : plan.resident != 0 ? 2 * panel : 3 * panel;
  parts[TSR_PLAN_LISTS] = std::min(kListBytes, left / 4);
  // Searches stay on the host where the matrix is streamed.
  parts[TSR_PLAN_SEARCHES] = plan.resident != 0 ? std::min(SearchMatrix::bytes(shape) + kIslandBytes, left) : 0;
  // Two chunks of each thread may be under way, each with what is sent and what comes back.
  parts[TSR_PLAN_CANDIDATES] = std::min(4 * kMostCrew * kScoreBufferBytes, left);
}

}  // namespace tessera::cuda
