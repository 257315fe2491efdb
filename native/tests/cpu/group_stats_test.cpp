#include <cmath>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/support/group_case.h"

using namespace tessera::test;

namespace {

std::vector<double> stats_of(const Session& session, const GroupCase& c) {
  std::vector<double> out;
  tsr_group_stats_params p = c.params(session.matrix().strategies, out);
  session.run(TSR_OP_GROUP_STATS, &p);
  return out;
}

/** One cell of the table, defined once more in long double. */
double naive(const Matrix& m, uint64_t i, const GroupCase& c, uint32_t group, uint32_t statistic) {
  std::vector<long double> x, w;
  for (uint64_t t = 0; t < m.observations; ++t) {
    if (c.group_of[t] != group || std::isnan(m.at(t, i))) continue;
    x.push_back(m.at(t, i));
    w.push_back(c.weights.empty() ? 1.0 : c.weights[t]);
  }
  const auto n = static_cast<long double>(x.size());
  long double sum = 0, gains = 0, losses = 0, wins = 0, weight = 0, weighted = 0, weight_squares = 0, squares = 0;
  long double equity = 0, peak = c.peak_from_zero ? 0 : -HUGE_VALL, drawdown = 0;
  long double worst = HUGE_VALL, best = -HUGE_VALL;
  for (size_t t = 0; t < x.size(); ++t) {
    sum += x[t];
    gains += x[t] > 0 ? x[t] : 0;
    losses += x[t] < 0 ? -x[t] : 0;
    wins += x[t] > 0 ? 1 : 0;
    weight += w[t];
    weight_squares += w[t] * w[t];
    weighted += w[t] * x[t];
    equity += x[t];
    peak = std::max(peak, equity);
    drawdown = std::max(drawdown, peak - equity);
    worst = std::min(worst, x[t]);
    best = std::max(best, x[t]);
  }
  for (const long double value : x) squares += (value - sum / n) * (value - sum / n);
  const long double std = x.size() < 2 ? NAN : worst == best ? 0.0L : std::sqrt(squares / (n - 1));
  const long double mean = sum / n;
  const long double over = std == 0 ? (mean == 0 ? NAN : mean > 0 ? HUGE_VALL : -HUGE_VALL) : mean / std;
  if (statistic == TSR_STATISTIC_OBSERVATIONS) return static_cast<double>(n);
  if (statistic == TSR_STATISTIC_EFFECTIVE) {
    return weight_squares > 0 ? static_cast<double>(weight * weight / weight_squares) : 0.0;
  }
  if (x.empty()) return NAN;
  switch (statistic) {
    case TSR_STATISTIC_TOTAL: return static_cast<double>(sum);
    case TSR_STATISTIC_MEAN: return static_cast<double>(mean);
    case TSR_STATISTIC_WEIGHTED_MEAN: return weight > 0 ? static_cast<double>(weighted / weight) : NAN;
    case TSR_STATISTIC_STD: return static_cast<double>(std);
    case TSR_STATISTIC_WORST: return static_cast<double>(worst);
    case TSR_STATISTIC_BEST: return static_cast<double>(best);
    case TSR_STATISTIC_WIN_RATE: return static_cast<double>(wins / n);
    case TSR_STATISTIC_PROFIT_FACTOR: return losses > 0 ? static_cast<double>(gains / losses) : gains > 0 ? HUGE_VAL : NAN;
    case TSR_STATISTIC_MAX_DRAWDOWN: return static_cast<double>(drawdown);
    case TSR_STATISTIC_MEAN_OVER_STD: return static_cast<double>(over);
    default: return static_cast<double>(over * std::sqrt(n));
  }
}

}  // namespace

TEST(group_statistics_agree_with_the_definition) {
  int compared = 0;
  for (const uint64_t observations : {2u, 5u, 82u, 500u, 2500u}) {
    for (const double missing : {0.0, 0.15}) {
      const Matrix m = sample_matrix(observations, 67, missing);
      const Session session(m, {"", 2});
      for (const bool weighted : {false, true}) {
        GroupCase c = GroupCase::of(m, 5, weighted);
        c.peak_from_zero = weighted;
        const auto got = stats_of(session, c);
        for (uint32_t k = 0; k < TSR_STATISTIC_COUNT; ++k) {
          for (uint32_t g = 0; g < 5; ++g) {
            for (uint64_t i = 0; i < 67; ++i) {
              CHECK_NEAR(got[(uint64_t{k} * 5 + g) * 67 + i], naive(m, i, c, g, k), 1e-10);
              ++compared;
            }
          }
        }
      }
    }
  }
  CHECK_EQ(compared, 5 * 2 * 2 * 13 * 5 * 67);
}

TEST(one_group_of_all_rows_has_the_bits_of_the_metrics) {
  constexpr uint64_t kStrategies = 1100;  // more than one panel, the last one not full
  for (const double missing : {0.0, 0.1}) {
    const Matrix m = sample_matrix(82, kStrategies, missing);
    const Session session(m, {"", 2});
    GroupCase c = GroupCase::of(m, 1, false);
    c.group_of.assign(m.observations, 0);
    for (const uint32_t profile : {TSR_PROFILE_LEGACY, TSR_PROFILE_TEXTBOOK}) {
      c.statistics = {TSR_STATISTIC_OBSERVATIONS, TSR_STATISTIC_TOTAL, TSR_STATISTIC_MEAN,
                      TSR_STATISTIC_WORST,        TSR_STATISTIC_BEST,  TSR_STATISTIC_MAX_DRAWDOWN};
      std::vector<uint32_t> same = {TSR_METRIC_OBSERVATIONS, TSR_METRIC_ROI,  TSR_METRIC_MEAN,
                                    TSR_METRIC_WORST,        TSR_METRIC_BEST, TSR_METRIC_MAX_DRAWDOWN};
      if (profile == TSR_PROFILE_LEGACY) {
        // Rows of 0 are not won, there as here.
        c.statistics.push_back(TSR_STATISTIC_WIN_RATE);
        same.push_back(TSR_METRIC_WIN_RATE);
      } else {
        for (const uint32_t id : {TSR_STATISTIC_STD, TSR_STATISTIC_PROFIT_FACTOR, TSR_STATISTIC_MEAN_OVER_STD})
          c.statistics.push_back(id);
        for (const uint32_t id : {TSR_METRIC_STD, TSR_METRIC_PROFIT_FACTOR, TSR_METRIC_SHARPE}) same.push_back(id);
      }
      c.peak_from_zero = profile != TSR_PROFILE_LEGACY;
      CHECK(same_bits(stats_of(session, c), session.metrics(same, {sizeof(tsr_metric_config), profile, 1.0, 0.0, 0.0, 0.0})));
    }
  }
}

TEST(group_statistics_have_the_same_bits_everywhere) {
  for (const uint64_t observations : {2u, 82u, 700u}) {
    Matrix m = sample_matrix(observations, 131, 0.05);
    m.cells[9] = INFINITY;
    m.cells[(observations - 1) * 131 + 9] = -INFINITY;
    m.cells[10] = INFINITY;
    const GroupCase c = GroupCase::of(m, 6, true);
    std::vector<double> first;
    for (const std::string& isa : instruction_sets()) {
      for (const uint32_t threads : {1u, 3u}) {
        const auto got = stats_of(Session(m, {isa, threads}), c);
        if (first.empty()) first = got;
        CHECK(same_bits(got, first));
      }
    }
  }
}

TEST(chosen_strategies_and_statistics_get_what_they_get_among_all) {
  const Matrix m = sample_matrix(82, 67, 0.1);
  const Session session(m);
  GroupCase c = GroupCase::of(m, 4, true);
  const auto all = stats_of(session, c);
  c.strategies = {66, 0, 5, 5, 31};
  c.statistics = {TSR_STATISTIC_T_VALUE, TSR_STATISTIC_MEAN};
  std::vector<double> expected;
  for (const uint32_t k : c.statistics) {
    for (uint32_t g = 0; g < 4; ++g) {
      for (const uint32_t i : c.strategies) expected.push_back(all[(k * 4 + g) * 67 + i]);
    }
  }
  CHECK(same_bits(stats_of(session, c), expected));
}

TEST(bad_groups_are_refused_and_a_cancel_stops) {
  const Matrix m = sample_matrix(20, 50);
  const Session session(m);
  std::vector<double> out;
  const auto status_of = [&](const GroupCase& c) {
    tsr_group_stats_params p = c.params(m.strategies, out);
    return session.try_run(TSR_OP_GROUP_STATS, &p);
  };
  const GroupCase good = GroupCase::of(m, 4, true);
  CHECK_EQ(status_of(good), TSR_OK);
  GroupCase bad = good;
  bad.group_of[7] = 4;
  CHECK_EQ(status_of(bad), TSR_BAD_ARGUMENT);
  CHECK_EQ(session.last_error(), "group statistics: unknown group");
  bad = good;
  bad.weights[7] = -1.0;
  CHECK_EQ(status_of(bad), TSR_BAD_ARGUMENT);
  bad.weights[7] = NAN;
  CHECK_EQ(status_of(bad), TSR_BAD_ARGUMENT);
  bad = good;
  bad.statistics[0] = TSR_STATISTIC_COUNT;
  CHECK_EQ(status_of(bad), TSR_BAD_ARGUMENT);
  bad = good;
  bad.strategies = {50};
  CHECK_EQ(status_of(bad), TSR_BAD_ARGUMENT);

  tsr_control control{};
  tsr_group_stats_params p = good.params(m.strategies, out);
  p.control = &control;
  CHECK_EQ(session.try_run(TSR_OP_GROUP_STATS, &p), TSR_OK);
  CHECK_EQ(control.done, 50);
  CHECK_EQ(control.total, 50);
  control.cancel = 1;
  CHECK_EQ(session.try_run(TSR_OP_GROUP_STATS, &p), TSR_CANCELLED);
  tsr_stats_params log{};
  log.struct_size = sizeof log;
  session.run(TSR_OP_STATS, &log);
  CHECK_EQ(log.times[TSR_OP_GROUP_STATS].runs, 8u);
  CHECK_EQ(log.times[TSR_OP_GROUP_STATS].failed, 5u);
}
