#include <cmath>
#include <vector>

#include "formulas/series/drawdown.h"
#include "formulas/series/drawdown_path.h"
#include "tests/check.h"

using namespace tessera::formulas;

namespace {

DrawdownPath<double> walk(const std::vector<double>& rows, const EquityRule& rule) {
  DrawdownPath<double> path(rule);
  for (size_t t = 0; t < rows.size(); ++t) path.add(rows[t], static_cast<double>(t), rule);
  return path;
}

const std::vector<double> kExample = {-100, 50, 70, -30, 0, 120, -60, 40, 10, -20};

}  // namespace

TEST(drawdown_peak_starts_where_the_profile_says) {
  Drawdown<double> first(false), zero(true);
  for (const double x : kExample) {
    first.add(x);
    zero.add(x);
  }
  CHECK_EQ(first.worst, 60.0);
  CHECK_EQ(zero.worst, 100.0);
}

TEST(drawdown_twenty_losses_of_ten) {
  Drawdown<double> first(false);
  for (int t = 0; t < 20; ++t) first.add(-10.0);
  CHECK_EQ(first.worst, 190.0);
}

TEST(drawdown_path_places) {
  const auto path = walk({5, 3, -4, -2, 1, 9, -1}, {true, false, 0.0});
  CHECK_EQ(path.worst, 6.0);
  CHECK_EQ(path.start, 1.0);
  CHECK_EQ(path.end, 3.0);
  CHECK_EQ(path.recovery, 5.0);
  CHECK_EQ(path.last, 6.0);
}

TEST(drawdown_path_before_the_first_row_and_without_recovery) {
  const auto path = walk({-5, 2, -3}, {true, false, 0.0});
  CHECK_EQ(path.worst, 6.0);
  CHECK_EQ(path.start, -1.0);
  CHECK_EQ(path.end, 2.0);
  CHECK_EQ(path.recovery, -1.0);
}

TEST(drawdown_path_skips_missing_rows) {
  // Published by skfolio: additive drawdowns of [NaN, .1, -.5, NaN, NaN, -.3, .8].
  const EquityRule rule = {true, false, 0.0};
  DrawdownPath<double> path(rule);
  const double rows[] = {NAN, 0.1, -0.5, NAN, NAN, -0.3, 0.8};
  const double expected[] = {0.0, 0.0, 0.5, 0.0, 0.0, 0.8, 0.0};
  for (int t = 0; t < 7; ++t) CHECK_NEAR(path.add(rows[t], t, rule), expected[t], 1e-15);
  CHECK_NEAR(path.worst, 0.8, 1e-15);
  CHECK_EQ(path.start, 1.0);
  CHECK_EQ(path.recovery, 6.0);
}

TEST(drawdown_path_compounds_from_one) {
  // Published by empyrical: the loss of the first day counts.
  const auto path = walk({-.02, -.06, -.07, -.01, -.09, -.02, -.06, -.08, -.05}, {true, true, 0.0});
  CHECK_NEAR(path.worst, 0.378589157, 1e-8);
}

TEST(compounding_ends_at_ruin) {
  const auto path = walk({-1.5, -3.0, 0.5, 2.0}, {true, true, 0.0});
  CHECK_EQ(path.equity, 0.0);
  CHECK_EQ(path.worst, 1.0);
}

TEST(drawdown_path_fraction_of_a_declared_capital) {
  const auto path = walk({100, -55}, {true, false, 1000.0});
  CHECK_NEAR(path.worst_fraction, 0.05, 1e-15);
}
