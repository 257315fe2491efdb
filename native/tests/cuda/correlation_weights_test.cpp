#include <cmath>
#include <random>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/shapes.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

/** Between 0 and 2; a third of them 0. */
std::vector<double> sample_weights(uint64_t observations) {
  std::mt19937_64 random(observations);
  std::uniform_real_distribution<double> uniform(-1.0, 2.0);
  std::vector<double> weights(observations);
  for (double& w : weights) w = std::max(0.0, uniform(random));
  weights[0] = 0.5;
  return weights;
}

void compare_weighted(Precision precision) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const uint64_t n = m.strategies;
    const double tolerance = mean_tolerance(precision, shape.observations);
    const std::vector<double> weights = sample_weights(shape.observations);
    const Both both(m);
    const std::vector<double> rho = all_correlations(both.cpu, n, weights.data());
    CHECK_ALL_NEAR(all_correlations(both.cuda, n, weights.data()), rho, 1e-12);
    const PassOptions options{.bins = 200, .top_k = 50, .threshold = 2.0, .block_size = 40, .weights = weights.data()};
    const Pass cuda(both.cuda, options), cpu(both.cpu, options);
    CHECK_ALL_NEAR(cuda.mean_rho, cpu.mean_rho, shape.missing > 0 ? tolerance : 1e-12);
    CHECK_ALL_NEAR(cuda.mean_abs_rho, cpu.mean_abs_rho, tolerance);
    CHECK_ALL_NEAR(cuda.max_abs_rho, cpu.max_abs_rho, 1e-12);
    CHECK_EQ(cuda.top.size(), cpu.top.size());
    for (size_t k = 0; k < std::min(cuda.top.size(), cpu.top.size()); ++k) {
      CHECK_NEAR(cuda.top[k].rho, cpu.top[k].rho, 1e-12);
      CHECK_NEAR(cuda.top[k].rho, rho[cuda.top[k].a * n + cuda.top[k].b], 1e-12);
    }
    CHECK_ALL_NEAR(std::vector<double>(cuda.block_mean.begin(), cuda.block_mean.end()),
                   std::vector<double>(cpu.block_mean.begin(), cpu.block_mean.end()), 2e-7 + tolerance);
    uint64_t counted = 0;
    for (const uint64_t bin : cuda.histogram) counted += bin;
    CHECK_EQ(counted, n * (n - 1) / 2);
  }
}

TEST(weighted_passes_are_the_cpus) { for_each_precision(compare_weighted); }

TEST(weights_of_one_run_are_not_those_of_the_next) {
  for (const double missing : {0.0, 0.05}) {
    const Matrix m = sample_matrix(82, 140, missing);
    const Opened cuda(cuda_backend(), m);
    const std::vector<double> weights = sample_weights(82), equal(82, 7.0);
    const std::vector<double> plain = all_correlations(cuda, 140), weighted = all_correlations(cuda, 140, weights.data());
    CHECK(plain != weighted);
    CHECK_SAME_BITS(all_correlations(cuda, 140), plain);
    CHECK_SAME_BITS(all_correlations(cuda, 140, weights.data()), weighted);
    CHECK_SAME_BITS(all_correlations(cuda, 140, equal.data()), plain);
  }
}

/** Larger than the limit: panels of the rows that count are sent. */
TEST(weighted_passes_are_streamed) {
  if (small_only()) return;
  const Matrix m = sample_matrix(2000, 12000);
  const std::vector<double> weights = sample_weights(2000);
  const Opened resident(cuda_backend(), m), streamed(cuda_backend(), m, {.memory_limit = uint64_t{160} << 20});
  CHECK_EQ(streamed.stats().matrix_resident, 0);
  const PassOptions options{.bins = 500, .top_k = 100, .threshold = 0.6, .capacity = 1000, .weights = weights.data()};
  const Pass a(streamed, options), b(resident, options);
  CHECK_SAME_BITS(a.mean_abs_rho, b.mean_abs_rho);
  CHECK_SAME_BITS(a.max_abs_rho, b.max_abs_rho);
  CHECK(a.histogram == b.histogram);
  CHECK_EQ(a.over_count, b.over_count);
  for (size_t k = 0; k < b.top.size(); ++k) CHECK(a.top[k].a == b.top[k].a && a.top[k].b == b.top[k].b);
}

TEST(bad_weights_are_refused_here_too) {
  const Matrix m = sample_matrix(20, 10);
  const Opened cuda(cuda_backend(), m);
  std::vector<double> weights(20, 0.0);
  double sum = 0;
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.sum_rho = &sum;
  p.weights = weights.data();
  CHECK_EQ(cuda.try_run(TSR_OP_CORRELATION_REDUCE, &p), TSR_BAD_ARGUMENT);
  weights[3] = NAN;
  CHECK_EQ(cuda.try_run(TSR_OP_CORRELATION_REDUCE, &p), TSR_BAD_ARGUMENT);
  weights[3] = 1.0;
  CHECK_EQ(cuda.try_run(TSR_OP_CORRELATION_REDUCE, &p), TSR_OK);
}

}  // namespace
}  // namespace tessera::test
