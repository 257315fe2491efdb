#include <algorithm>
#include <numeric>
#include <random>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/shapes.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

void check_floats(const std::vector<float>& actual, const std::vector<float>& expected, double tolerance) {
  CHECK_ALL_NEAR(std::vector<double>(actual.begin(), actual.end()), std::vector<double>(expected.begin(), expected.end()),
                 2e-7 + tolerance);
}

void compare_maps(Precision precision) {
  for (const Shape& shape : shapes()) {
    const double tolerance = mean_tolerance(precision, shape.observations);
    const Matrix m = matrix_of(shape);
    const uint64_t n = m.strategies;
    if (n > 1000) continue;
    const Both both(m);
    std::vector<uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), std::mt19937_64(n));
    for (const uint32_t block_size : {1u, 7u, 16u, 50u, 128u, 1000u}) {
      if (block_size < 7 && n > 300) continue;
      for (const uint32_t* const by : {static_cast<const uint32_t*>(nullptr), static_cast<const uint32_t*>(order.data())}) {
        const PassOptions options{.top_k = 5, .block_size = block_size, .order = by};
        const Pass cuda(both.cuda, options), cpu(both.cpu, options);
        check_floats(cuda.block_mean, cpu.block_mean, tolerance);
        check_floats(cuda.block_min, cpu.block_min, tolerance);
        check_floats(cuda.block_max, cpu.block_max, tolerance);
        CHECK_ALL_NEAR(cuda.mean_rho, cpu.mean_rho, shape.missing > 0 ? tolerance : 1e-12);
        CHECK_ALL_NEAR(cuda.mean_abs_rho, cpu.mean_abs_rho, tolerance);
        CHECK_ALL_NEAR(cuda.max_abs_rho, cpu.max_abs_rho, 1e-12);
      }
    }
  }
}

TEST(map_is_the_cpus_in_any_order) { for_each_precision(compare_maps); }

}  // namespace
}  // namespace tessera::test
