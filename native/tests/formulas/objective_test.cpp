#include <cmath>

#include "formulas/scores/mean_correlation.h"
#include "formulas/scores/objective.h"
#include "tests/check.h"

using namespace tessera::formulas;

namespace {

tsr_objective objective(uint32_t metric) {
  tsr_objective o{};
  o.struct_size = sizeof o;
  o.metric = metric;
  o.penalty_weight = 10.0;
  o.annualisation = 252.0;
  return o;
}

Score<double> score(const tsr_objective& o, std::initializer_list<double> rows, double c) {
  ScoreSums<double> sums(o.peak_from_zero != 0);
  double n = 0;
  for (const double x : rows) {
    sums.add<ScoreNeeds::kEverything>(x);
    ++n;
  }
  for (const double x : rows) sums.add_deviation(x, sums.drawdown.equity / n);
  return objective_score(o, sums, n, 1, c);
}

}  // namespace

TEST(ratio_zero_rule) {
  const tsr_objective o = objective(TSR_OBJECTIVE_RATIO);
  CHECK_EQ(score(o, {5, 5}, 0.0).fitness, 1000.0);
  CHECK_EQ(score(o, {-5}, 0.0).fitness, -50.0);
  CHECK_EQ(score(o, {0, 0}, 0.0).fitness, 0.0);
}

TEST(ratio_floor_has_no_jump) {
  tsr_objective o = objective(TSR_OBJECTIVE_RATIO);
  o.drawdown_floor = 2.0;
  CHECK_EQ(score(o, {5, 5}, 0.0).fitness, 5.0);
  CHECK_EQ(score(o, {5, -4, 9}, 0.0).fitness, 2.5);
}

TEST(profit_factor_without_losses_is_one_or_zero) {
  const tsr_objective o = objective(TSR_OBJECTIVE_PROFIT_FACTOR);
  CHECK_EQ(score(o, {5, 5}, 0.0).fitness, 1.0);
  CHECK_EQ(score(o, {0, 0}, 0.0).fitness, 0.0);
}

TEST(penalty_halves_under_the_threshold_for_two_metrics_alone) {
  for (const uint32_t metric : {TSR_OBJECTIVE_RATIO, TSR_OBJECTIVE_LESS_MAX_DD, TSR_OBJECTIVE_ROI}) {
    tsr_objective o = objective(metric);
    o.drawdown_threshold = 1e12;
    const auto s = score(o, {5, -4, 9}, 0.3);
    CHECK_NEAR(s.base - s.fitness, metric == TSR_OBJECTIVE_ROI ? 3.0 : 1.5, 1e-12);
  }
}

TEST(penalty_kinds) {
  tsr_objective o = objective(TSR_OBJECTIVE_ROI);
  CHECK_NEAR(score(o, {1, 1}, -0.2).fitness, 4.0, 1e-15);
  o.penalty = TSR_PENALTY_POSITIVE;
  CHECK_EQ(score(o, {1, 1}, -0.2).fitness, 2.0);
  o.penalty = TSR_PENALTY_NONE;
  CHECK_EQ(score(o, {1, 1}, 0.9).fitness, 2.0);
}

TEST(not_a_number_never_wins) {
  const tsr_objective o = objective(TSR_OBJECTIVE_ROI);
  CHECK_EQ(score(o, {HUGE_VAL, -HUGE_VAL}, 0.0).fitness, -HUGE_VAL);
}

TEST(mean_correlation_from_the_sum_of_standardised) {
  // Two equal varying members and a constant one: |2z|^2 = 4, one pair of three has rho 1.
  CHECK_NEAR(mean_correlation(4.0, 2.0, 3), 1.0 / 3.0, 1e-15);
  CHECK_EQ(mean_correlation(1.0, 1.0, 1), 0.0);
}

TEST(enhanced_terms_are_scale_free_and_bounded) {
  tsr_objective o = objective(TSR_OBJECTIVE_ENHANCED);
  o.penalty = TSR_PENALTY_NONE;
  o.weights[TSR_TERM_SHARPE] = 1.0;
  o.weights[TSR_TERM_CALMAR] = 1.0;
  const double once = score(o, {5, -4, 9, 2}, 0.0).fitness;
  CHECK_NEAR(score(o, {5e6, -4e6, 9e6, 2e6}, 0.0).fitness, once, 1e-12);
  // mean 3, sample variance 30, drawdown 4.
  CHECK_NEAR(once, 3.0 / std::sqrt(30.0) * std::sqrt(252.0) + 3.0 * 252.0 / 4.0, 1e-12);
  CHECK_EQ(score(o, {5, 5, 5}, 0.0).fitness, 2 * kTermCap);
}
