#include <cmath>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/shapes.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

/** Bins may only differ by pairs that lie within rounding of an edge. */
void check_histogram(const Pass& cuda, const Pass& cpu, const std::vector<double>& rho, uint64_t n, uint32_t bins) {
  std::vector<uint64_t> near_edge(bins + 1);
  for (uint64_t a = 0; a < n; ++a) {
    for (uint64_t b = a + 1; b < n; ++b) {
      const double place = (rho[a * n + b] + 1.0) * 0.5 * bins;
      const double edge = std::round(place);
      if (std::fabs(place - edge) < 1e-12 * bins) ++near_edge[static_cast<size_t>(edge)];
    }
  }
  uint64_t total = 0;
  int64_t shift = 0;
  for (uint32_t bin = 0; bin < bins; ++bin) {
    total += cuda.histogram[bin];
    shift += static_cast<int64_t>(cuda.histogram[bin]) - static_cast<int64_t>(cpu.histogram[bin]);
    CHECK(std::abs(shift) <= static_cast<int64_t>(near_edge[bin + 1]));
  }
  CHECK_EQ(total, n * (n - 1) / 2);
}

void compare_passes(Precision precision) {
  for (const Shape& shape : shapes()) {
    const double tolerance = mean_tolerance(precision, shape.observations);
    const Matrix m = matrix_of(shape);
    const uint64_t n = m.strategies;
    const Both both(m);
    const std::vector<double> rho = all_correlations(both.cpu, n);
    // The last does not fit shared memory.
    for (const uint32_t bins : {200u, 1u, 33u, 100001u}) {
      const Pass cuda(both.cuda, {.bins = bins}), cpu(both.cpu, {.bins = bins});
      CHECK_ALL_NEAR(cuda.mean_rho, cpu.mean_rho, shape.missing > 0 ? tolerance : 1e-12);
      CHECK_ALL_NEAR(cuda.mean_abs_rho, cpu.mean_abs_rho, tolerance);
      CHECK_ALL_NEAR(cuda.max_abs_rho, cpu.max_abs_rho, 1e-12);
      const double pairs = static_cast<double>(n * (n - 1)) / 2;
      const double of_sums = precision == Precision::kDouble ? 1e-11 : tolerance * pairs;
      CHECK_NEAR(cuda.sum_rho, cpu.sum_rho, shape.missing > 0 ? of_sums : 1e-11);
      CHECK_NEAR(cuda.sum_abs_rho, cpu.sum_abs_rho, of_sums);
      check_histogram(cuda, cpu, rho, n, bins);
    }
  }
}

TEST(pass_is_the_cpus) { for_each_precision(compare_passes); }

void compare_repeated(Precision) {
  const Matrix m = sample_matrix(82, small_only() ? 200 : 3000);
  const Opened cuda(cuda_backend(), m);
  const Pass first(cuda, {.top_k = 50}), second(cuda, {.top_k = 50});
  CHECK_SAME_BITS(first.mean_abs_rho, second.mean_abs_rho);
  CHECK_SAME_BITS(first.mean_rho, second.mean_rho);
  CHECK_SAME_BITS(first.max_abs_rho, second.max_abs_rho);
  CHECK(first.histogram == second.histogram);
  for (size_t k = 0; k < first.top.size(); ++k) {
    CHECK(first.top[k].a == second.top[k].a && first.top[k].b == second.top[k].b && first.top[k].rho == second.top[k].rho);
  }
}

TEST(pass_repeats_its_bits) { for_each_precision(compare_repeated); }

}  // namespace
}  // namespace tessera::test
