#include "tests/cpu/reduced.h"

#include <algorithm>
#include <cmath>

#include "tests/check.h"
#include "tests/cpu/naive.h"

namespace tessera::test {

void compare_reduced(const Matrix& m, const SessionOptions& options, const double* weights) {
  constexpr uint32_t kBins = 14;
  constexpr double kThreshold = 0.45;
  const uint64_t n = m.strategies;
  const Session session(m, options);
  const Pass reduced(session, {.bins = kBins, .top_k = 25, .threshold = kThreshold, .capacity = n * n, .weights = weights});
  std::vector<uint64_t> histogram(kBins);
  std::vector<double> sum(n), sum_abs(n), largest(n);
  std::vector<tsr_pair> pairs, over;
  for (uint32_t a = 0; a < n; ++a) {
    for (uint32_t b = a + 1; b < n; ++b) {
      const double rho = naive_rho(m, a, b, weights);
      pairs.push_back({a, b, rho});
      if (std::fabs(rho) >= kThreshold) over.push_back(pairs.back());
      // Exact copies and mirrors may miss +-1 by a rounding, which the closed ends of the histogram take in.
      ++histogram[std::min<int>(kBins - 1, static_cast<int>((std::clamp(rho, -1.0, 1.0) + 1.0) * 0.5 * kBins))];
      for (const uint32_t i : {a, b}) {
        sum[i] += rho;
        sum_abs[i] += std::fabs(rho);
        largest[i] = std::max(largest[i], std::fabs(rho));
      }
    }
  }
  const double others = n > 1 ? static_cast<double>(n - 1) : 1.0;
  for (uint64_t i = 0; i < n; ++i) {
    CHECK_NEAR(reduced.mean_rho[i], sum[i] / others, 1e-12);
    CHECK_NEAR(reduced.mean_abs_rho[i], sum_abs[i] / others, 1e-12);
    CHECK_NEAR(reduced.max_abs_rho[i], largest[i], 1e-12);
  }
  CHECK(reduced.histogram == histogram);
  CHECK_EQ(reduced.over_count, over.size());
  CHECK_EQ(reduced.over.size(), over.size());
  for (size_t k = 0; k < std::min(over.size(), reduced.over.size()); ++k) {
    CHECK(reduced.over[k].a == over[k].a && reduced.over[k].b == over[k].b);
    CHECK_NEAR(reduced.over[k].rho, over[k].rho, 1e-12);
  }
  std::sort(pairs.begin(), pairs.end(), [](const tsr_pair& x, const tsr_pair& y) { return x.rho > y.rho; });
  CHECK_EQ(reduced.top.size(), std::min<size_t>(25, pairs.size()));
  for (size_t k = 0; k < reduced.top.size(); ++k) {
    CHECK_NEAR(reduced.top[k].rho, pairs[k].rho, 1e-12);
    CHECK(reduced.top[k].a < reduced.top[k].b);
    CHECK_NEAR(naive_rho(m, reduced.top[k].a, reduced.top[k].b, weights), reduced.top[k].rho, 1e-12);
  }
}

}  // namespace tessera::test
