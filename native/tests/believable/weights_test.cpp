#include "believable/weights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/believable/golden.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::golden;
using test::Json;

namespace {

/** n members with sines for figures; their correlations fall with distance, so that the matrix is positive definite. */
Members sample_members(size_t n) {
  Members m;
  for (size_t i = 0; i < n; ++i) {
    m.deviation.push_back(100.0 + 80.0 * std::sin(3.0 * static_cast<double>(i)));
    m.theta.push_back(0.2 + 0.1 * std::sin(5.0 * static_cast<double>(i)));
    for (size_t j = 0; j < n; ++j) m.rho.push_back(std::pow(0.6, std::fabs(static_cast<double>(i) - static_cast<double>(j))));
  }
  return m;
}

double total(const std::vector<double>& weights) { return std::accumulate(weights.begin(), weights.end(), 0.0); }

}  // namespace

TEST(weights_of_the_golden_portfolio) {
  WorkerPool workers(1);
  const Judgement j = golden().judge(workers);
  const Json& expected = golden().expected["weights"];
  const Pool pool = pool_of(golden().table(), j, expected["members"].indices(), workers);
  std::vector<uint32_t> places(pool.size());
  std::iota(places.begin(), places.end(), 0u);
  const Members members = members_of(j, pool, places);
  const std::vector<double> weights = maximum_believable_weights(members, expected["cap"].number());
  test::check_all("weights", weights, expected["weights"].numbers(), 1e-6);
  CHECK_NEAR(believable_sharpe(members, weights), expected["value"].number(), 1e-9);
  const std::vector<double> equal(pool.size(), 1.0 / static_cast<double>(pool.size()));
  CHECK_NEAR(believable_sharpe(members, equal), expected["equalValue"].number(), 1e-9);
}

TEST(no_shift_between_two_weights_raises_the_maximum) {
  for (const size_t n : {2u, 10u, 35u, 70u}) {
    const Members members = sample_members(n);
    const double cap = 2.0 / static_cast<double>(n);
    const std::vector<double> weights = maximum_believable_weights(members, cap);
    CHECK_NEAR(total(weights), 1.0, 1e-12);
    const double best = believable_sharpe(members, weights);
    for (size_t up = 0; up < n; ++up) {
      CHECK(weights[up] >= 0.0 && weights[up] <= cap * (1.0 + 1e-9));
      for (size_t down = 0; down < n; ++down) {
        const double by = std::min({1e-4, cap - weights[up], weights[down]});
        if (up == down || by <= 0.0) continue;
        std::vector<double> moved = weights;
        moved[up] += by;
        moved[down] -= by;
        CHECK(believable_sharpe(members, moved) <= best + 1e-12);
      }
    }
  }
}

TEST(equal_risk_weights_carry_equal_parts) {
  const Members members = sample_members(20);
  const std::vector<double> weights = equal_risk_weights(members);
  CHECK_NEAR(total(weights), 1.0, 1e-12);
  double first = 0.0;
  for (size_t i = 0; i < 20; ++i) {
    double part = 0.0;
    for (size_t j = 0; j < 20; ++j) {
      part += weights[i] * members.deviation[i] * members.rho[i * 20 + j] * members.deviation[j] * weights[j];
    }
    if (i == 0) first = part;
    CHECK_NEAR(part / first, 1.0, 1e-9);
  }
}

TEST(inverse_volatility_and_members_that_do_not_vary) {
  Members members = sample_members(4);
  std::vector<double> weights = inverse_volatility_weights(members);
  for (size_t i = 1; i < 4; ++i) CHECK_NEAR(weights[i] * members.deviation[i], weights[0] * members.deviation[0], 1e-12);
  members.deviation[2] = 0.0;
  for (const auto& rule : {inverse_volatility_weights, equal_risk_weights}) {
    weights = rule(members);
    CHECK_EQ(weights[2], 0.25);
    CHECK_NEAR(total(weights), 1.0, 1e-12);
  }
  members.deviation.assign(4, 0.0);
  for (const auto& rule : {inverse_volatility_weights, equal_risk_weights})
    CHECK(rule(members) == std::vector<double>(4, 0.25));
  CHECK(maximum_believable_weights(members, 0.5) == std::vector<double>(4, 0.25));
}
