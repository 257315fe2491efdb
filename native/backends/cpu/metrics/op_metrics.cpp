#include <algorithm>
#include <vector>

#include "backends/common/check_arguments.h"
#include "backends/common/group_order.h"
#include "backends/cpu/metrics/strategy_pass.h"
#include "backends/cpu/ops.h"
#include "formulas/groups/group_value.h"
#include "formulas/metrics/metric_value.h"

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
    needs.plain = needs.plain && work_of(id) != Work::kAll;
    needs.counts = needs.counts || work_of(id) == Work::kCounts;
    needs.tails = needs.tails || formulas::needs_tails(id);
    needs.drawdown_tail = needs.drawdown_tail || formulas::needs_drawdown_tail(id);
  }
  return needs;
}

}  // namespace

void run_metrics(tsr_session& session, tsr_metrics_params& p) {
  if (p.metric_count == 0) return;
  const MetricNeeds needs = needs_of(p);
  const formulas::SeriesRule rule = formulas::series_rule(p.config);
  const MetricKernels& kernels = metric_kernels(session.instructions);
  const size_t own = metric_scratch_doubles(session.observations(), kernels.lanes);
  const StrategyPass pass = {p.strategies, p.strategy_count, rule.divisor, own, p.control};
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

void run_group_stats(tsr_session& session, tsr_group_stats_params& p) {
  if (p.statistic_count == 0) return;
  const GroupOrder order(p, session.observations());
  const MetricKernels& kernels = metric_kernels(session.instructions);
  const StrategyPass pass = {p.strategies, p.strategy_count, 1.0, 0, p.control};
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

void run_inversions(tsr_session& session, tsr_inversions_params& p) {
  const MetricKernels& kernels = metric_kernels(session.instructions);
  const size_t scratch = size_t{TSR_INVERSION_COUNT} * kernels.lanes;
  const StrategyPass pass = {nullptr, 0, 1.0, scratch, p.control};

  pass.run(session, [&](const MetricPanel& panel, uint64_t begin, uint64_t count, double* figures) {
    for (uint32_t first = 0; first < count; first += kernels.lanes) {
      kernels.find_inversions(panel, first, figures);
      const uint64_t lanes = std::min<uint64_t>(kernels.lanes, count - first);
      for (uint32_t figure = 0; figure < TSR_INVERSION_COUNT; ++figure) {
        std::copy_n(figures + figure * kernels.lanes, lanes, p.out + figure * session.strategies + begin + first);
      }
    }
  });
}

}  // namespace tessera::cpu
