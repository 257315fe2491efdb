#include <algorithm>
#include <vector>

#include "backends/common/check_arguments.h"
#include "backends/cpu/metrics/strategy_panels.h"
#include "backends/cpu/ops.h"
#include "formulas/metric_value.h"

namespace tessera::cpu {
namespace {

/** Metrics of sums, extremes, the largest drawdown and the second moment; some need wins, losses or zeros too. */
enum class Work : uint8_t { kPlain, kCounts, kAll };

Work work_of(uint32_t metric) {
  switch (metric) {
    case TSR_METRIC_ROI:
    case TSR_METRIC_MAX_DRAWDOWN:
    case TSR_METRIC_RATIO:
    case TSR_METRIC_ANNUALIZED_RETURN:
    case TSR_METRIC_SHARPE:
    case TSR_METRIC_CALMAR:
    case TSR_METRIC_VOLATILITY:
    case TSR_METRIC_BEST:
    case TSR_METRIC_WORST:
    case TSR_METRIC_VAR_95_GAUSSIAN:
    case TSR_METRIC_CVAR_95_GAUSSIAN:
    case TSR_METRIC_VAR_99_GAUSSIAN:
    case TSR_METRIC_CVAR_99_GAUSSIAN:
    case TSR_METRIC_OBSERVATIONS:
    case TSR_METRIC_MEAN:
    case TSR_METRIC_STD: return Work::kPlain;
    case TSR_METRIC_WIN_RATE:
    case TSR_METRIC_PROFIT_FACTOR:
    case TSR_METRIC_EXPECTANCY:
    case TSR_METRIC_PAYOFF:
    case TSR_METRIC_KELLY:
    case TSR_METRIC_ZERO_DAYS: return Work::kCounts;
    default: return Work::kAll;
  }
}

MetricNeeds needs_of(const tsr_metrics_params& p) {
  MetricNeeds needs{};
  needs.plain = true;
  for (uint32_t m = 0; m < p.metric_count; ++m) {
    const uint32_t id = p.metrics[m];
    require(id < TSR_METRIC_COUNT, "metrics: unknown metric");
    needs.plain = needs.plain && work_of(id) != Work::kAll;
    needs.counts = needs.counts || work_of(id) == Work::kCounts;
    needs.tails = needs.tails || (id >= TSR_METRIC_VAR_95 && id <= TSR_METRIC_CVAR_99);
    needs.drawdown_tail = needs.drawdown_tail || id == TSR_METRIC_CDAR_95;
  }
  return needs;
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
  const size_t own = metric_scratch_doubles(session.observations(), kernels.lanes);
  const StrategyPanels pass = {p.strategies, p.strategy_count, rule.divisor, own, p.control};
  const uint64_t columns = pass.columns(session);

  pass.run(session, [&](const MetricPanel& panel, uint64_t begin, uint64_t count, double* scratch) {
    std::vector<formulas::SeriesSummary<double>> summaries(kernels.lanes, formulas::SeriesSummary<double>(rule.equity));
    for (uint32_t first = 0; first < count; first += kernels.lanes) {
      kernels.summarise(panel, first, rule, needs, summaries.data(), scratch);
      const uint64_t lanes = std::min<uint64_t>(kernels.lanes, count - first);
      for (uint32_t m = 0; m < p.metric_count; ++m) {
        double* const out = p.out + m * columns + begin + first;
        for (uint64_t lane = 0; lane < lanes; ++lane) {
          out[lane] = formulas::metric_value(p.metrics[m], summaries[lane], rule);
        }
      }
    }
  });
}

}  // namespace tessera::cpu
