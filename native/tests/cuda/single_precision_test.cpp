// Single precision against the float64 pass itself: whatever is counted, listed or largest must be the same.
#include <algorithm>
#include <cmath>
#include <iostream>
#include <numbers>
#include <optional>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/shapes.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

/** Of mean |rho|, over all passes. */
double largest_difference = 0;

void check_same_pairs(const std::vector<tsr_pair>& actual, const std::vector<tsr_pair>& expected) {
  CHECK_EQ(actual.size(), expected.size());
  int wrong = 0;
  for (size_t k = 0; k < std::min(actual.size(), expected.size()); ++k) {
    const tsr_pair &x = actual[k], &y = expected[k];
    if (x.a != y.a || x.b != y.b || x.rho != y.rho) ++wrong;
  }
  CHECK_EQ(wrong, 0);
}

/** Both passes; the number of pairs that single precision left open. */
uint64_t compare(const Matrix& m, const PassOptions& options) {
  const uint64_t n = m.strategies;
  std::optional<Opened> exact, fast;
  {
    const InPrecision chosen(Precision::kDouble);
    exact.emplace(cuda_backend(), m);
  }
  {
    const InPrecision chosen(Precision::kSingle);
    fast.emplace(cuda_backend(), m);
  }
  const Pass expected(*exact, options), actual(*fast, options);
  CHECK(actual.histogram == expected.histogram);
  check_same_pairs(actual.top, expected.top);
  check_same_pairs(actual.over, expected.over);
  CHECK_EQ(actual.over_count, expected.over_count);
  // Copies of a strategy differ by rounding; see kSaturated.
  for (uint64_t s = 0; s < n; ++s) {
    if (expected.max_abs_rho[s] < 1.0 - 1e-13) CHECK_EQ(actual.max_abs_rho[s], expected.max_abs_rho[s]);
    CHECK(std::fabs(actual.max_abs_rho[s] - expected.max_abs_rho[s]) < 1.5e-14);
  }
  CHECK_ALL_NEAR(actual.mean_abs_rho, expected.mean_abs_rho, mean_tolerance(Precision::kSingle, m.observations));
  for (uint64_t s = 0; s < n; ++s) {
    largest_difference = std::max(largest_difference, std::fabs(actual.mean_abs_rho[s] - expected.mean_abs_rho[s]));
  }
  CHECK_EQ(exact->stats().settled_pairs, 0u);
  return fast->stats().settled_pairs;
}

TEST(single_precision_decides_nothing) {
  uint64_t settled = 0;
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    for (const uint32_t bins : {200u, 7u, 20000u}) {
      settled += compare(m, {.bins = bins, .top_k = 60, .threshold = 0.35, .capacity = 5000});
    }
    settled += compare(m, {.bins = 0, .top_k = 1, .threshold = 0.0, .capacity = 100});
    std::vector<double> weights(m.observations, 1.0);
    for (uint64_t t = 0; t < m.observations; ++t) weights[t] = static_cast<double>(t % 4) + 0.1;
    settled += compare(m, {.top_k = 20, .threshold = 0.3, .capacity = 200, .weights = weights.data()});
  }
  CHECK(settled > 1000);
  std::cout << "single precision: " << settled << " pairs settled, mean |rho| differs by at most " << largest_difference
            << '\n';
}

/** Strategies in a plane: cosines of angles that lie 1e-9, 1e-8 ... around the edges of bins and the threshold. */
Matrix around_edges(uint64_t strategies) {
  Matrix m = sample_matrix(82, strategies);
  std::vector<double> e[2] = {std::vector<double>(82), std::vector<double>(82)};
  for (uint64_t t = 0; t < 82; ++t) {
    e[0][t] = std::cos(2 * std::numbers::pi * static_cast<double>(t) / 82);
    e[1][t] = std::sin(2 * std::numbers::pi * static_cast<double>(t) / 82);
  }
  for (uint64_t i = 1; i < strategies; ++i) {
    const double edge = 0.01 * static_cast<double>(i % 100);
    const double off = (i % 3 == 0 ? 1.0 : -1.0) * std::pow(10.0, -5.0 - static_cast<double>(i / 100 % 9));
    const double angle = std::acos(edge + off);
    for (uint64_t t = 0; t < 82; ++t) {
      m.cells[t * strategies + i] = 100.0 * (std::cos(angle) * e[0][t] + std::sin(angle) * e[1][t]);
    }
  }
  for (uint64_t t = 0; t < 82; ++t) m.cells[t * strategies] = e[0][t];
  return m;
}

TEST(pairs_near_an_edge_are_settled) {
  const Matrix m = around_edges(small_only() ? 200 : 1500);
  const uint64_t settled = compare(m, {.bins = 200, .top_k = 500, .threshold = 0.6, .capacity = 100000});
  CHECK(settled >= m.strategies / 2);
}

/** All alike: more suspects than their list holds, most of them settled by the tile's kernel. */
TEST(a_flood_of_suspects_is_settled) {
  const uint64_t n = small_only() ? 200 : 2600;
  Matrix m = sample_matrix(40, n);
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (uint64_t i = 0; i < n; ++i) m.cells[t * n + i] = m.cells[t * n + i % 2];
  }
  compare(m, {.bins = 200, .top_k = 30, .threshold = 1.0 - 1e-9, .capacity = 50});
}

/** With an even number of bins their 0 lies on an edge: it must not make every pair of theirs a suspect. */
TEST(constant_strategies_leave_nothing_open) {
  const uint64_t n = small_only() ? 300 : 3000;
  Matrix m = sample_matrix(82, n);
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (uint64_t i = 0; i < n; i += 2) m.cells[t * n + i] = static_cast<double>(i % 5);
  }
  const uint64_t settled = compare(m, {.bins = 200, .threshold = 0.5, .capacity = 1000});
  CHECK(settled < n * n / 50);
}

TEST(an_unknown_precision_is_refused) {
  setenv("TESSERA_CUDA_PRECISION", "half", 1);
  const Matrix m = sample_matrix(20, 10);
  bool refused = false;
  try {
    const Opened opened(cuda_backend(), m);
  } catch (const std::exception& error) {
    refused = std::string(error.what()).find("TESSERA_CUDA_PRECISION") != std::string::npos;
  }
  unsetenv("TESSERA_CUDA_PRECISION");
  CHECK(refused);
}

}  // namespace
}  // namespace tessera::test
