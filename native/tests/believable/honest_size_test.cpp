#include "believable/honest_size.h"

#include <algorithm>
#include <cmath>

#include "tests/check.h"

using namespace tessera::believable;
using tessera::search::WorkerPool;

namespace {

PathRequest request_on(std::span<const double> series) { return {series, 0.1, 82, 1.0, 1, 82, 4000, 3}; }

std::vector<double> sines(size_t rows, double scale) {
  std::vector<double> series;
  for (size_t t = 0; t < rows; ++t) series.push_back(scale * std::sin(1.7 * static_cast<double>(t * t)));
  return series;
}

}  // namespace

TEST(paths_hang_on_the_seed_alone_and_scale_with_the_money) {
  const std::vector<double> series = sines(82, 100.0), doubled = sines(82, 200.0);
  WorkerPool one(1), three(3);
  const std::vector<double> a = path_drawdowns(request_on(series), one), b = path_drawdowns(request_on(series), three);
  CHECK(a == b);
  CHECK(std::ranges::is_sorted(a));
  const std::vector<double> c = path_drawdowns(request_on(doubled), one);
  for (size_t k = 0; k < a.size(); k += 97) CHECK_NEAR(c[k], 2.0 * a[k], 1e-12);
}

TEST(the_honest_size_breaks_the_limit_as_often_as_allowed) {
  const std::vector<double> series = sines(82, 100.0);
  WorkerPool workers(1);
  const std::vector<double> drawdowns = path_drawdowns(request_on(series), workers);
  const double size = honest_size(drawdowns, 5000.0, 0.05);
  CHECK(chance_of_drawdown(drawdowns, 5000.0, size) <= 0.05);
  CHECK(chance_of_drawdown(drawdowns, 5000.0, size * 1.01) > 0.05);
}

TEST(more_edge_allows_a_larger_size_and_more_volatility_a_smaller_one) {
  const std::vector<double> series = sines(82, 100.0);
  WorkerPool workers(1);
  const auto size_of = [&](double expected, double factor) {
    PathRequest request = request_on(series);
    request.expected = expected;
    request.volatility_factor = factor;
    return honest_size(path_drawdowns(request, workers), 5000.0, 0.05);
  };
  CHECK(size_of(0.5, 1.0) > size_of(0.1, 1.0));
  CHECK(size_of(0.1, 1.2) < size_of(0.1, 1.0));
  CHECK_NEAR(size_of(0.1, 1.2) * 1.2, size_of(0.1, 1.0), 1e-9);
}

TEST(a_series_that_does_not_vary_falls_nowhere) {
  const std::vector<double> series(30, 5.0);
  WorkerPool workers(1);
  const std::vector<double> drawdowns = path_drawdowns(request_on(series), workers);
  CHECK_EQ(drawdowns.back(), 0.0);
  CHECK(std::isinf(honest_size(drawdowns, 100.0, 0.05)));
  CHECK_EQ(chance_of_drawdown(drawdowns, 100.0, 1e9), 0.0);
}
