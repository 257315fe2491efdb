#include "believable/expectation.h"

#include <algorithm>
#include <cmath>

#include "tests/believable/golden.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::check_all;
using test::golden;
using test::Json;

TEST(expectation_of_the_golden_table_given_its_draws) {
  WorkerPool workers(2);
  const Judgement j = golden().judge(workers);
  const Json& expected = golden().expected["expectation"];
  std::vector<uint32_t> draws;
  for (const Json& draw : expected["draws"].items()) {
    const std::vector<uint32_t> rows = draw.indices();
    draws.insert(draws.end(), rows.begin(), rows.end());
  }
  const Measured m = measure_error(golden().table(), j, draws, 1, family_sums, workers);
  CHECK_EQ(m.variance, expected["variance"].number());
  CHECK_NEAR(m.ratio_mean, expected["ratioMean"].number(), 1e-9);
  CHECK_NEAR(m.ratio_variance, expected["ratioVariance"].number(), 1e-9);
  check_all("kernel", m.kernel.density, expected["kernel"].numbers(), 1e-9);
  check_all("grid", m.prior.grid, expected["grid"].numbers(), 1e-9);
  check_all("prior", m.prior.share, expected["prior"].numbers(), 1e-9);
  check_all("theta", m.theta, expected["theta"].numbers(), 1e-9);

  std::vector<uint32_t> all(golden().table().strategies);
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  const Pool pool = pool_of(golden().table(), j, all, workers);
  const auto measured = [&](const Json& members) { return expected_sharpe(golden().table(), j, m, pool, members.indices()); };
  CHECK_NEAR(measured(golden().expected["best"]["members"]), expected["measured"].number(), 1e-9);
  const std::vector<double> of_portfolios = expected["measuredOfPortfolios"].numbers();
  for (size_t k = 0; k < of_portfolios.size(); ++k) {
    CHECK_NEAR(measured(golden().expected["portfolios"].items()[k]["members"]), of_portfolios[k], 1e-9);
  }
}

TEST(own_draws_say_much_the_same_and_hang_on_the_seed_alone) {
  WorkerPool one(1), two(2);
  const Judgement j = golden().judge(one);
  const std::vector<uint32_t> draws = draw_rows(82, 7);
  CHECK_EQ(draws.size(), size_t{kDraws} * 82);
  CHECK(draws == draw_rows(82, 7));
  CHECK(draws != draw_rows(82, 8));
  const Measured a = measure_error(golden().table(), j, draws, 1, family_sums, one);
  const Measured b = measure_error(golden().table(), j, draws, 1, family_sums, two);
  CHECK(a.theta == b.theta);
  const std::vector<uint32_t> best = golden().expected["best"]["members"].indices();
  const Pool pool = pool_of(golden().table(), j, best, one);
  const std::vector<uint32_t> places = pool.places_of(best);
  CHECK_NEAR(expected_sharpe(golden().table(), j, a, pool, places), golden().expected["expectation"]["measured"].number(), 0.1);
}

TEST(rows_that_follow_each_other_make_errors_wider) {
  // x_t = 0.5 x_t-1 + noise of fixed shape: every column has a lag-1 autocorrelation near 0.5.
  constexpr uint32_t rows = 60, strategies = 40;
  std::vector<std::vector<double>> cells(rows, std::vector<double>(strategies));
  for (uint32_t i = 0; i < strategies; ++i) {
    double last = 0.0;
    for (uint32_t t = 0; t < rows; ++t) cells[t][i] = last = 0.5 * last + std::sin(1.0 + 37.0 * i + 91.7 * t * (t + 1.0));
  }
  std::vector<const double*> pointers;
  for (const auto& row : cells) pointers.push_back(row.data());
  const Table table{rows, strategies, pointers.data()};
  WorkerPool workers(1);
  const Judgement j = judge(table, {}, workers);
  const double lag = median_lag_one(table, j.moments, workers);
  CHECK(lag > 0.2 && lag < 0.7);
  const std::vector<uint32_t> draws = draw_rows(rows, 1);
  const double p = (lag + 1.0 / rows) / (1.0 - 3.0 / rows);
  CHECK_NEAR(measure_error(table, j, draws, 4, family_sums, workers).variance, (1.0 + p) / (1.0 - p), 1e-12);
  CHECK_EQ(measure_error(table, j, draws, 1, family_sums, workers).variance, 1.0);
}
