#include <iostream>

#include "tests/check.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/swap_case.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

/** Results must not depend on how many devices share the work; with one device this only shows that -2 works. */
void share_a_pass(Precision) {
  const uint64_t n = small_only() ? 300 : 6000;
  for (const double missing : {0.0, 0.02}) {
    const Matrix m = sample_matrix(82, n, missing);
    const Opened one(cuda_backend(), m, {.device = 0}), all(cuda_backend(), m, {.device = TSR_DEVICE_ALL});
    CHECK_EQ(all.stats().device_count, cuda_backend().device_count());
    const PassOptions options{.bins = 300, .top_k = 80, .threshold = 0.6, .capacity = 500, .block_size = 64};
    const Pass a(all, options), b(one, options);
    CHECK_SAME_BITS(a.mean_rho, b.mean_rho);
    CHECK_SAME_BITS(a.mean_abs_rho, b.mean_abs_rho);
    CHECK_SAME_BITS(a.max_abs_rho, b.max_abs_rho);
    CHECK(a.histogram == b.histogram);
    CHECK(a.block_mean == b.block_mean && a.block_min == b.block_min && a.block_max == b.block_max);
    CHECK_EQ(a.over_count, b.over_count);
    for (size_t k = 0; k < b.top.size(); ++k) {
      CHECK(a.top[k].a == b.top[k].a && a.top[k].b == b.top[k].b && a.top[k].rho == b.top[k].rho);
    }
    const SwapCase swaps(one, m, m.observations, 35, 4, small_only() ? 100 : 4'000'000);
    const tsr_objective objective = objective_of(TSR_OBJECTIVE_RATIO);
    CHECK_SAME_BITS(swaps.fitness(all, objective), swaps.fitness(one, objective));
  }
  std::cout << "devices: " << cuda_backend().device_count() << '\n';
}

TEST(all_devices_give_what_one_gives) { for_each_precision(share_a_pass); }

}  // namespace
}  // namespace tessera::test
