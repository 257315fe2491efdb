#include <algorithm>
#include <cstring>
#include <vector>

#include "backends/common/check_arguments.h"
#include "backends/common/group_order.h"
#include "backends/cuda/metrics/measure.h"
#include "backends/cuda/metrics/strategy_pass.h"
#include "backends/cuda/ops.h"
#include "formulas/metrics/metric_value.h"

namespace tessera::cuda {

void run_metrics(tsr_session& session, tsr_metrics_params& p) {
  if (p.metric_count == 0) return;
  const bool tails = std::any_of(p.metrics, p.metrics + p.metric_count, formulas::needs_tails);
  const bool drawdown_tail = std::any_of(p.metrics, p.metrics + p.metric_count, formulas::needs_drawdown_tail);
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

void run_group_stats(tsr_session& session, tsr_group_stats_params& p) {
  if (p.statistic_count == 0) return;
  const GroupOrder order(p, session.observations());
  // One block of words for all that a batch is sent: weights first, so that they are aligned.
  const size_t rows = size_t{2} * session.observations();
  const size_t begins = rows + order.grouped();
  const size_t statistics = begins + p.group_count + 1;
  std::vector<uint32_t> input(statistics + p.statistic_count);
  std::memcpy(input.data(), order.weights(), rows * sizeof(uint32_t));
  std::copy_n(order.rows(), order.grouped(), input.begin() + static_cast<ptrdiff_t>(rows));
  std::copy_n(order.begins(), p.group_count + size_t{1}, input.begin() + static_cast<ptrdiff_t>(begins));
  std::copy_n(p.statistics, p.statistic_count, input.begin() + static_cast<ptrdiff_t>(statistics));
  const StrategyPass pass = {TSR_OP_GROUP_STATS,
                             p.strategies,
                             p.strategy_count,
                             p.control,
                             input.data(),
                             input.size() * sizeof(uint32_t),
                             uint64_t{p.statistic_count} * p.group_count,
                             0,
                             40.0 * session.observations() + 50.0 * p.group_count * p.statistic_count,
                             p.out};
  pass.run(session, [&](const StrategyBatch& batch) {
    const auto* const words = reinterpret_cast<const uint32_t*>(batch.input);
    measure_groups({reinterpret_cast<const double*>(batch.input), words + rows, words + begins, words + statistics,
                    p.group_count, p.statistic_count, p.peak_from_zero != 0},
                   batch);
  });
}

void run_inversions(tsr_session& session, tsr_inversions_params& p) {
  const StrategyPass pass = {
      TSR_OP_INVERSIONS, nullptr, 0, p.control, nullptr, 0, TSR_INVERSION_COUNT, 0, 20.0 * session.observations(), p.out};
  pass.run(session, find_inversions);
}

}  // namespace tessera::cuda
