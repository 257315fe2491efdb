#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cuda/metrics/measure_metrics.cuh"
#include "backends/cuda/metrics/strategy_pass.h"
#include "backends/cuda/ops.h"

namespace tessera::cuda {

namespace {

void require_metrics(const tsr_session& session, const tsr_metrics_params& p) {
  require(p.struct_size >= sizeof p && p.config.struct_size >= sizeof p.config, "metrics: struct_size");
  require(p.config.profile <= TSR_PROFILE_R, "metrics: unknown profile");
  if (p.metric_count == 0) return;
  require(p.metrics != nullptr && p.out != nullptr, "metrics: a pointer is null");
  for (uint32_t m = 0; m < p.metric_count; ++m) require(p.metrics[m] < TSR_METRIC_COUNT, "metrics: unknown metric");
  if (p.strategy_count == 0) return;
  require(p.strategies != nullptr, "metrics: strategies is null");
  require_indices(p.strategies, p.strategy_count, session.strategies(), "strategies");
}

}  // namespace

void run_metrics(tsr_session& session, tsr_metrics_params& p) {
  require_metrics(session, p);
  if (p.metric_count == 0) return;
  const auto wants = [&](uint32_t least, uint32_t most) {
    return std::any_of(p.metrics, p.metrics + p.metric_count, [&](uint32_t id) { return id >= least && id <= most; });
  };
  const bool tails = wants(TSR_METRIC_VAR_95, TSR_METRIC_CVAR_99);
  const bool drawdown_tail = wants(TSR_METRIC_CDAR_95, TSR_METRIC_CDAR_95);
  const formulas::SeriesRule rule = formulas::series_rule(p.config);
  const StrategyPass pass = {TSR_OP_METRICS,
                             p.strategies,
                             p.strategy_count,
                             p.control,
                             p.metrics,
                             p.metric_count * sizeof(uint32_t),
                             p.metric_count,
                             metric_scratch_doubles(session.observations(), 1),
                             100.0 * session.observations(),
                             p.out};
  pass.run(session, [&](const StrategyBatch& batch) {
    measure_metrics({batch.cells, batch.rows, batch.count, rule, reinterpret_cast<const uint32_t*>(batch.input), p.metric_count,
                     tails, drawdown_tail, batch.scratch, batch.out},
                    batch.stream);
  });
}

}  // namespace tessera::cuda
