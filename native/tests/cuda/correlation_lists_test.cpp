#include <algorithm>
#include <cmath>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/shapes.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

constexpr double kTolerance = 1e-12;

/** The k largest by value; pairs whose values differ by rounding may stand in another order. */
void check_top(const Pass& pass, const std::vector<double>& rho, uint64_t n, uint64_t k) {
  std::vector<double> values;
  for (uint64_t a = 0; a < n; ++a) {
    for (uint64_t b = a + 1; b < n; ++b) values.push_back(rho[a * n + b]);
  }
  const uint64_t count = std::min<uint64_t>(k, values.size());
  std::partial_sort(values.begin(), values.begin() + static_cast<ptrdiff_t>(count), values.end(), std::greater<>());
  CHECK_EQ(pass.top.size(), count);
  std::vector<std::pair<uint32_t, uint32_t>> seen;
  for (size_t i = 0; i < std::min<size_t>(count, pass.top.size()); ++i) {
    const tsr_pair& pair = pass.top[i];
    CHECK(pair.a < pair.b && pair.b < n);
    CHECK_NEAR(pair.rho, values[i], kTolerance);
    CHECK_NEAR(pair.rho, rho[pair.a * n + pair.b], kTolerance);
    seen.emplace_back(pair.a, pair.b);
  }
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

/** A threshold in the middle of the widest gap near `wanted`, so that rounding decides nothing. */
double safe_threshold(const std::vector<double>& rho, double wanted) {
  std::vector<double> values;
  for (const double value : rho) values.push_back(std::fabs(value));
  std::sort(values.begin(), values.end());
  auto at = std::lower_bound(values.begin(), values.end(), wanted);
  while (at != values.end() && at != values.begin() && *at - *(at - 1) < 1e-9) ++at;
  return at == values.end() || at == values.begin() ? wanted : (*at + *(at - 1)) / 2;
}

void check_over(const Pass& pass, const std::vector<double>& rho, uint64_t n, double threshold, uint64_t capacity) {
  std::vector<tsr_pair> expected;
  for (uint32_t a = 0; a < n; ++a) {
    for (uint32_t b = a + 1; b < n; ++b) {
      if (std::fabs(rho[a * n + b]) >= threshold) expected.push_back({a, b, rho[a * n + b]});
    }
  }
  CHECK_EQ(pass.over_count, expected.size());
  expected.resize(std::min<size_t>(expected.size(), capacity));
  CHECK_EQ(pass.over.size(), expected.size());
  for (size_t i = 0; i < std::min(expected.size(), pass.over.size()); ++i) {
    CHECK(pass.over[i].a == expected[i].a && pass.over[i].b == expected[i].b);
    CHECK_NEAR(pass.over[i].rho, expected[i].rho, kTolerance);
  }
}

void compare_lists(Precision) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const uint64_t n = m.strategies;
    const Both both(m);
    const std::vector<double> rho = all_correlations(both.cpu, n);
    for (const uint64_t k : {uint64_t{1}, uint64_t{40}, n * n}) check_top(Pass(both.cuda, {.top_k = k}), rho, n, k);
    for (const double wanted : {0.3, 0.7, 0.999}) {
      const double threshold = safe_threshold(rho, wanted);
      for (const uint64_t capacity : {uint64_t{0}, uint64_t{7}, n * n}) {
        check_over(Pass(both.cuda, {.threshold = threshold, .capacity = capacity}), rho, n, threshold, capacity);
      }
    }
  }
}

TEST(lists_are_the_cpus) { for_each_precision(compare_lists); }

/** All columns are copies: every pair ties, which no list has room for. */
void flood_with_ties(Precision) {
  const uint64_t n = small_only() ? 300 : 3100;
  Matrix m = sample_matrix(20, n);
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (uint64_t i = 0; i < n; ++i) m.cells[t * n + i] = m.cells[t * n];
  }
  const Opened cuda(cuda_backend(), m);
  const Pass pass(cuda, {.top_k = 500, .threshold = 0.5, .capacity = 1000});
  CHECK_EQ(pass.top.size(), 500u);
  CHECK_EQ(pass.over_count, n * (n - 1) / 2);
  CHECK_EQ(pass.over.size(), 1000u);
  for (uint32_t i = 0; i < pass.top.size(); ++i) CHECK_NEAR(pass.top[i].rho, 1.0, kTolerance);
  tsr_pair next{0, 1, 0};
  for (const tsr_pair& pair : pass.over) {
    CHECK(pair.a == next.a && pair.b == next.b);
    next.b += 1;
    if (next.b == n) next = {next.a + 1, next.a + 2, 0};
  }
}

TEST(lists_survive_a_flood_of_ties) { for_each_precision(flood_with_ties); }

/** The most correlated pairs lie in a corner that a sample of the tiles does not see. */
void mislead_the_sample(Precision) {
  const uint64_t n = small_only() ? 800 : 5000;
  Matrix m = sample_matrix(82, n);
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (uint64_t i = 0; i < 60; ++i) m.cells[t * n + i] = m.cells[t * n + 900 % n] + 0.001 * static_cast<double>(i * t % 7);
  }
  const Both both(m);
  const Pass cuda(both.cuda, {.top_k = 1000}), cpu(both.cpu, {.top_k = 1000});
  CHECK_EQ(cuda.top.size(), cpu.top.size());
  for (size_t k = 0; k < std::min(cuda.top.size(), cpu.top.size()); ++k) {
    CHECK_NEAR(cuda.top[k].rho, cpu.top[k].rho, kTolerance);
  }
}

TEST(top_pairs_are_found_when_a_sample_misleads) { for_each_precision(mislead_the_sample); }

}  // namespace
}  // namespace tessera::test
