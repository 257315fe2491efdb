#include <algorithm>
#include <random>
#include <vector>

#include "formulas/metrics/cornish_fisher.h"
#include "formulas/metrics/gaussian_tail.h"
#include "formulas/series/quantile.h"
#include "formulas/series/tail_buffer.h"
#include "formulas/series/tail_mean.h"
#include "tests/check.h"

using namespace tessera::formulas;

TEST(quantile_published_by_empyrical) {
  const double values[] = {1, 81, 82, 83, 84, 85};
  CHECK_NEAR(quantile(values, 1, 0.1, 6), 41.0, 1e-12);
  CHECK_NEAR(quantile(values, 1, 0.2, 6), 81.0, 1e-12);
  CHECK_NEAR(quantile(values, 1, 0.3, 6), 81.5, 1e-12);
  const double two[] = {1, 2};
  CHECK_NEAR(quantile(two, 1, 0.3, 2), 1.3, 1e-12);
}

TEST(quantile_on_an_observation_is_that_observation) {
  std::vector<double> values(141);
  for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i) * 0.1;
  CHECK_EQ(quantile(values.data(), 1, 0.05, 141), values[7]);
}

TEST(tail_mean_takes_a_fraction_of_the_last) {
  const double values[] = {-10, -8, -3};
  // 1.5 observations: (-10 - 0.5 x 8) / 1.5.
  CHECK_NEAR(tail_mean(values, 1, 0.05, 30), -14.0 / 1.5, 1e-12);
  CHECK_EQ(tail_mean(values, 1, 0.05, 20), -10.0);
  CHECK_EQ(tail_mean(values, 1, 0.01, 82), -10.0);
}

TEST(tail_buffer_is_the_start_of_a_sort) {
  std::mt19937_64 random(5);
  for (const uint32_t n : {1u, 2u, 19u, 20u, 21u, 82u, 500u}) {
    const uint32_t capacity = tail_capacity(0.05, n);
    std::vector<double> values(n), tail(capacity);
    for (double& value : values) value = static_cast<double>(random() % 50);
    clear_tail(tail.data(), capacity, 1);
    for (const double value : values) insert_in_tail(tail.data(), capacity, 1, value);
    std::sort(values.begin(), values.end());
    values.resize(capacity);
    CHECK(tail == values);
  }
}

TEST(gaussian_and_cornish_fisher_agree_without_skew_and_excess) {
  CHECK_NEAR(gaussian_var(2.0, 3.0, kNormal95), 2.0 - 3.0 * 1.6448536269514722, 1e-15);
  CHECK_NEAR(cornish_fisher_var(2.0, 3.0, 0.0, 0.0, kNormal95), gaussian_var(2.0, 3.0, kNormal95), 1e-15);
  // The mean of a standard normal below its 5 % quantile.
  CHECK_NEAR(gaussian_cvar(0.0, 1.0, kNormal95, 0.05), -2.0627128075074257, 1e-12);
}
