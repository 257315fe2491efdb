// Figures published by pypbo, panelary and mlfinlab (tests/golden/vectors.json).
#include <cmath>

#include "formulas/deflated_sharpe.h"
#include "tests/check.h"

using namespace tessera::formulas;

TEST(normal_quantile_inverts_the_distribution) {
  for (const double p : {1e-300, 1e-12, 0.01, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999999}) {
    CHECK_NEAR(normal_cdf(normal_quantile(p)) / p, 1.0, 1e-12);
  }
  CHECK_NEAR(normal_quantile(0.05), -1.6448536269514722, 1e-15);
  CHECK_NEAR(normal_quantile(0.01), -2.3263478740408408, 1e-15);
  CHECK_EQ(normal_quantile(0.0), -HUGE_VAL);
  CHECK_EQ(normal_quantile(1.0), HUGE_VAL);
  CHECK(std::isnan(normal_quantile(1.5)));
}

TEST(expected_maximum_of_a_hundred) { CHECK_NEAR(expected_maximum(100), 2.5306028932016846, 1e-10); }

TEST(minimum_backtest_length_of_45_trials) { CHECK_NEAR(minimum_backtest_length(45, 1), 4.998087004443404, 1e-8); }

TEST(probabilistic_sharpe_published) {
  const TrackRecord record = {0.45755008833277844, 24, -2.448, 10.164};
  CHECK_NEAR(probabilistic_sharpe(record, 0), 0.9132343068848602, 1e-10);
}

TEST(deflated_sharpe_published) {
  CHECK_NEAR(deflated_sharpe({0.15811388300841897, 1250, -3, 10}, 100, 0.002), 0.9003968344493903, 1e-10);
  CHECK_NEAR(deflated_sharpe({0.05, 251, 0, 3}, 10, 0.0025), 0.3249229797565907, 1e-9);
  CHECK_NEAR(deflated_sharpe({0.12, 1001, -0.5, 6}, 50, 0.01), 0.0005224997636586, 1e-9);
}

TEST(minimum_track_record_published) {
  CHECK_NEAR(minimum_track_record({1.14, 0, 0, 3}, 1, 0.95), 228.73497, 1e-4 / 228);
  CHECK_EQ(minimum_track_record({0.5, 0, 0, 3}, 1, 0.95), HUGE_VAL);
}
