#include "tests/check.h"
#include "tests/cuda/precisions.h"
#include "tests/cuda/swap_case.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

/** Too little for the matrix, so that every operation has to send it in parts. */
constexpr uint64_t kLimit = uint64_t{160} << 20;

void compare_scores(const Opened& streamed, const Opened& resident, uint64_t strategies) {
  const std::vector<uint32_t> members = sample_portfolios(500, 35, strategies);
  std::vector<double> fitness[2] = {std::vector<double>(500), std::vector<double>(500)};
  for (const int i : {0, 1}) {
    tsr_score_portfolios_params p{};
    p.struct_size = sizeof p;
    p.size = 35;
    p.portfolio_count = 500;
    p.members = members.data();
    p.objective = objective_of(TSR_OBJECTIVE_HYBRID);
    p.fitness = fitness[i].data();
    (i == 0 ? streamed : resident).run(TSR_OP_SCORE_PORTFOLIOS, &p);
  }
  CHECK_SAME_BITS(fitness[0], fitness[1]);
}

void stream_a_matrix(Precision) {
  if (small_only()) return;
  const Matrix m = sample_matrix(2000, 12000);
  const Opened resident(cuda_backend(), m), streamed(cuda_backend(), m, {.memory_limit = kLimit});
  CHECK_EQ(resident.stats().matrix_resident, 1);
  CHECK_EQ(streamed.stats().matrix_resident, 0);
  CHECK(streamed.stats().memory_peak_bytes <= kLimit);

  const PassOptions options{.bins = 500, .top_k = 100, .threshold = 0.6, .capacity = 1000, .block_size = 100};
  const Pass a(streamed, options), b(resident, options);
  CHECK_ALL_NEAR(a.mean_rho, b.mean_rho, 1e-13);
  CHECK_SAME_BITS(a.mean_abs_rho, b.mean_abs_rho);
  CHECK_SAME_BITS(a.max_abs_rho, b.max_abs_rho);
  CHECK(a.histogram == b.histogram);
  CHECK(a.block_mean == b.block_mean && a.block_min == b.block_min && a.block_max == b.block_max);
  CHECK_EQ(a.over_count, b.over_count);
  for (size_t k = 0; k < b.top.size(); ++k) CHECK(a.top[k].a == b.top[k].a && a.top[k].b == b.top[k].b);
  for (size_t k = 0; k < b.over.size(); ++k) CHECK(a.over[k].a == b.over[k].a && a.over[k].b == b.over[k].b);

  compare_scores(streamed, resident, m.strategies);
  const SwapCase swaps(resident, m, m.observations, 35, 4, 5000);
  const tsr_objective objective = objective_of(TSR_OBJECTIVE_RATIO);
  CHECK_SAME_BITS(swaps.fitness(streamed, objective), swaps.fitness(resident, objective));
  const SwapCase again(streamed, m, m.observations, 35, 4, 5000);
  CHECK_SAME_BITS(again.pnl_sum, swaps.pnl_sum);
  CHECK_SAME_BITS(again.standardised_sum, swaps.standardised_sum);

  std::vector<double> ratio[2] = {std::vector<double>(m.strategies), std::vector<double>(m.strategies)};
  for (const int i : {0, 1}) {
    const uint32_t id = TSR_METRIC_RATIO;
    tsr_metrics_params p{};
    p.struct_size = sizeof p;
    p.metric_count = 1;
    p.metrics = &id;
    p.config = {sizeof(tsr_metric_config), TSR_PROFILE_LEGACY, 252.0, 0.0, 0.0, 0.0};
    p.out = ratio[i].data();
    (i == 0 ? streamed : resident).run(TSR_OP_METRICS, &p);
  }
  CHECK_SAME_BITS(ratio[0], ratio[1]);
}

TEST(a_matrix_larger_than_the_limit_gives_the_same) { for_each_precision(stream_a_matrix); }

/** The matrix fits, its standardised copy does not: the pass goes panel by panel. */
void pass_in_panels(Precision) {
  if (small_only()) return;
  const Matrix m = sample_matrix(500, 20000);
  const Opened whole(cuda_backend(), m), panels(cuda_backend(), m, {.memory_limit = uint64_t{200} << 20});
  CHECK_EQ(panels.stats().matrix_resident, 1);
  const PassOptions options{.top_k = 64, .threshold = 0.7, .capacity = 100};
  const Pass a(panels, options), b(whole, options);
  CHECK_SAME_BITS(a.mean_abs_rho, b.mean_abs_rho);
  CHECK(a.histogram == b.histogram);
  CHECK_EQ(a.over_count, b.over_count);
  for (size_t k = 0; k < b.top.size(); ++k) CHECK(a.top[k].a == b.top[k].a && a.top[k].b == b.top[k].b);
}

TEST(a_pass_in_panels_gives_the_same) { for_each_precision(pass_in_panels); }

TEST(too_little_memory_is_an_error_with_words) {
  const Matrix m = sample_matrix(82, 100);
  bool refused = false;
  try {
    const Opened opened(cuda_backend(), m, {.memory_limit = 4096});
  } catch (const std::exception& error) {
    refused = std::string(error.what()).find("memory") != std::string::npos ||
              std::string(error.what()).find("MB") != std::string::npos;
  }
  CHECK(refused);
}

}  // namespace
}  // namespace tessera::test
