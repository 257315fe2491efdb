#include <algorithm>

#include "backends/common/group_order.h"
#include "backends/common/require_group_stats.h"
#include "backends/cpu/metrics/strategy_panels.h"
#include "backends/cpu/ops.h"
#include "formulas/group_value.h"

namespace tessera::cpu {

void run_group_stats(tsr_session& session, tsr_group_stats_params& p) {
  require_group_stats(p, session.observations(), session.strategies);
  if (p.statistic_count == 0) return;
  const GroupOrder order(p, session.observations());
  const MetricKernels& kernels = *session.kernels.metrics;
  const StrategyPanels pass = {p.strategies, p.strategy_count, 1.0, 0, p.control};
  const uint64_t columns = pass.columns(session);

  pass.run(session, [&](const MetricPanel& panel, uint64_t begin, uint64_t count, double*) {
    std::vector<formulas::GroupSums<double>> sums(kernels.lanes, formulas::GroupSums<double>(true));
    for (uint32_t first = 0; first < count; first += kernels.lanes) {
      const uint64_t lanes = std::min<uint64_t>(kernels.lanes, count - first);
      for (uint32_t g = 0; g < p.group_count; ++g) {
        kernels.sum_group(panel, first, {order.rows() + order.begin(g), order.size(g), order.weights(), p.peak_from_zero != 0},
                          sums.data());
        for (uint32_t k = 0; k < p.statistic_count; ++k) {
          double* const out = p.out + (uint64_t{k} * p.group_count + g) * columns + begin + first;
          for (uint64_t lane = 0; lane < lanes; ++lane) {
            out[lane] = formulas::group_value(p.statistics[k], sums[lane]);
          }
        }
      }
    }
  });
}

}  // namespace tessera::cpu
