#include <algorithm>
#include <vector>

#include "backends/common/check_arguments.h"
#include "backends/common/run_control.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/score_scratch.h"
#include "backends/cpu/session.h"
#include "formulas/metric_value.h"

namespace tessera::cpu {
namespace {

constexpr uint32_t kMostLanes = 8;

MetricNeeds needs_of(const tsr_metrics_params& p) {
  MetricNeeds needs{};
  for (uint32_t m = 0; m < p.metric_count; ++m) {
    const uint32_t id = p.metrics[m];
    require(id < TSR_METRIC_COUNT, "metrics: unknown metric");
    needs.tails = needs.tails || (id >= TSR_METRIC_VAR_95 && id <= TSR_METRIC_CVAR_99);
    needs.drawdown_tail = needs.drawdown_tail || id == TSR_METRIC_CDAR_95;
  }
  return needs;
}

/** Columns per task: a panel that fits the second-level cache, in whole vectors. */
uint32_t panel_width(uint32_t observations) {
  constexpr uint64_t kPanelBytes = 512 << 10;
  const uint64_t fitting = kPanelBytes / (sizeof(double) * observations) / kMostLanes * kMostLanes;
  return static_cast<uint32_t>(std::clamp<uint64_t>(fitting, kMostLanes, 64));
}

/** Copies `count` columns from the rows into panel [T][width]; columns over the end are missing. */
void fill_panel(const tsr_session& session, const uint32_t* strategies, uint64_t begin, uint64_t count, uint32_t width,
                double divisor, double* panel) {
  for (uint32_t t = 0; t < session.observations(); ++t) {
    const double* const row = session.pnl[t];
    double* const line = panel + static_cast<size_t>(t) * width;
    if (strategies == nullptr) {
      std::copy_n(row + begin, count, line);
    } else {
      for (uint64_t i = 0; i < count; ++i) line[i] = row[strategies[begin + i]];
    }
    std::fill(line + count, line + width, NAN);
    if (divisor != 1.0) {
      for (uint64_t i = 0; i < count; ++i) line[i] /= divisor;
    }
  }
}

}  // namespace

void run_metrics(tsr_session& session, tsr_metrics_params& p) {
  require(p.struct_size >= sizeof p && p.config.struct_size >= sizeof p.config, "metrics: struct_size");
  require(p.config.profile <= TSR_PROFILE_R, "metrics: unknown profile");
  if (p.metric_count == 0) return;
  require(p.metrics != nullptr && p.out != nullptr, "metrics: a pointer is null");
  if (p.strategy_count > 0) {
    require(p.strategies != nullptr, "metrics: strategies is null");
    require_indices(p.strategies, p.strategy_count, session.strategies, "strategies");
  }
  const MetricNeeds needs = needs_of(p);
  const formulas::SeriesRule rule = formulas::series_rule(p.config);
  const MetricKernels& kernels = *session.kernels.metrics;
  const uint32_t* const chosen = p.strategy_count > 0 ? p.strategies : nullptr;
  const uint64_t columns = p.strategy_count > 0 ? p.strategy_count : session.strategies;
  const uint32_t width = panel_width(session.observations());
  const size_t own = (metric_scratch_doubles(session.observations(), kernels.lanes) + 7) / 8 * 8;
  const RunControl control(p.control, columns);

  session.pool.for_each((columns + width - 1) / width, [&](uint64_t task, uint32_t) {
    control.check();
    const uint64_t begin = task * width;
    const uint64_t count = std::min<uint64_t>(width, columns - begin);
    double* const scratch = thread_scratch(own + static_cast<size_t>(width) * session.observations());
    double* const panel = scratch + own;
    fill_panel(session, chosen, begin, count, width, rule.divisor, panel);
    std::vector<formulas::SeriesSummary<double>> summaries(kernels.lanes, formulas::SeriesSummary<double>(rule.equity));
    for (uint32_t first = 0; first < count; first += kernels.lanes) {
      kernels.summarise({panel, session.observations(), width}, first, rule, needs, summaries.data(), scratch);
      const uint64_t lanes = std::min<uint64_t>(kernels.lanes, count - first);
      for (uint32_t m = 0; m < p.metric_count; ++m) {
        double* const out = p.out + m * columns + begin + first;
        for (uint64_t lane = 0; lane < lanes; ++lane) {
          out[lane] = formulas::metric_value(p.metrics[m], summaries[lane], rule);
        }
      }
    }
    control.advance(count);
  });
}

}  // namespace tessera::cpu
