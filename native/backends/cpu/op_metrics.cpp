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

/**
 * Columns per task: a panel that stays in the second-level cache, in whole vectors. Not a multiple of 64, so that the
 * rows of one column do not all fall into the same cache sets.
 */
uint32_t panel_width(uint32_t observations) {
  constexpr uint64_t kPanelBytes = 512 << 10;
  constexpr uint64_t kWidest = 504;
  const uint64_t fitting = kPanelBytes / (sizeof(double) * observations) / kMostLanes * kMostLanes;
  const uint64_t width = std::clamp<uint64_t>(fitting, kMostLanes, kWidest);
  return static_cast<uint32_t>(width > 64 && width % 64 == 0 ? width - kMostLanes : width);
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
    if (chosen == nullptr && count == width && rule.divisor == 1.0) {
      kernels.fill_panel(session.pnl.data(), session.observations(), begin, width, panel);
    } else {
      fill_panel(session, chosen, begin, count, width, rule.divisor, panel);
    }
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
