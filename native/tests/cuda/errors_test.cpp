#include <cstring>

#include "tests/check.h"
#include "tests/cuda/both.h"

namespace tessera::test {
namespace {

TEST(a_bad_index_is_refused_and_the_session_goes_on) {
  const Matrix m = sample_matrix(20, 30);
  const Opened cuda(cuda_backend(), m);
  std::vector<uint32_t> members = {1, 2, 30};
  double fitness = 0;
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = 3;
  p.portfolio_count = 1;
  p.members = members.data();
  p.objective = objective_of(TSR_OBJECTIVE_RATIO);
  p.fitness = &fitness;
  CHECK_EQ(cuda.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_BAD_ARGUMENT);
  CHECK(cuda.last_error().find("30") != std::string::npos);
  members[2] = 29;
  CHECK_EQ(cuda.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_OK);
}

/** Its low 16 bits alone would name a strategy. */
TEST(a_bad_index_among_many_is_refused) {
  const Matrix m = sample_matrix(3, 400);
  const Opened cuda(cuda_backend(), m);
  std::vector<uint32_t> members = sample_portfolios(100'000, 5, 400);
  members[300'001] = (1u << 16) + 7;
  std::vector<double> fitness(100'000);
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = 5;
  p.portfolio_count = fitness.size();
  p.members = members.data();
  p.objective = objective_of(TSR_OBJECTIVE_RATIO);
  p.fitness = fitness.data();
  CHECK_EQ(cuda.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_BAD_ARGUMENT);
  CHECK(cuda.last_error().find("65543") != std::string::npos);
}

TEST(a_cancelled_run_says_so) {
  const Matrix m = sample_matrix(82, 400);
  const Opened cuda(cuda_backend(), m);
  tsr_control control{1, 0, 0, 0};
  double sum = 0;
  tsr_correlation_reduce_params reduce{};
  reduce.struct_size = sizeof reduce;
  reduce.sum_abs_rho = &sum;
  reduce.control = &control;
  CHECK_EQ(cuda.try_run(TSR_OP_CORRELATION_REDUCE, &reduce), TSR_CANCELLED);
  control.cancel = 0;
  CHECK_EQ(cuda.try_run(TSR_OP_CORRELATION_REDUCE, &reduce), TSR_OK);
  CHECK(control.total > 0);
  CHECK_EQ(control.done, control.total);

  const std::vector<uint32_t> members = sample_portfolios(100, 5, 400);
  std::vector<double> fitness(100);
  tsr_score_portfolios_params score{};
  score.struct_size = sizeof score;
  score.size = 5;
  score.portfolio_count = 100;
  score.members = members.data();
  score.objective = objective_of(TSR_OBJECTIVE_RATIO);
  score.fitness = fitness.data();
  score.control = &control;
  CHECK_EQ(cuda.try_run(TSR_OP_SCORE_PORTFOLIOS, &score), TSR_OK);
  CHECK_EQ(control.done, 100);
  control.cancel = 1;
  CHECK_EQ(cuda.try_run(TSR_OP_SCORE_PORTFOLIOS, &score), TSR_CANCELLED);
}

TEST(describe_names_the_device) {
  tsr_device_info info{};
  info.struct_size = sizeof info;
  CHECK_EQ(cuda_backend().describe(0, &info), TSR_OK);
  CHECK(std::strlen(info.name) > 0 && std::strlen(info.detail) > 0);
  CHECK(info.memory_bytes > info.memory_free_bytes && info.memory_free_bytes > 0 && info.thread_count > 0);
  CHECK_EQ(cuda_backend().describe(4096, &info), TSR_BAD_ARGUMENT);
  for (int op = TSR_OP_METRICS; op <= TSR_OP_INVERSIONS; ++op) CHECK_EQ(cuda_backend().supports(static_cast<tsr_op>(op)), 1);
}

TEST(statistics_count_runs_and_memory) {
  const Matrix m = sample_matrix(82, 400);
  const Opened cuda(cuda_backend(), m);
  const tsr_stats_params before = cuda.stats();
  CHECK_EQ(before.device_count, 1u);
  CHECK(before.memory_used_bytes >= 82 * 400 * sizeof(double) && before.memory_peak_bytes >= before.memory_used_bytes);
  CHECK(before.memory_limit_bytes > before.memory_peak_bytes);
  const std::vector<uint32_t> members = sample_portfolios(100, 5, 400);
  std::vector<double> fitness(100);
  tsr_score_portfolios_params score{};
  score.struct_size = sizeof score;
  score.size = 5;
  score.portfolio_count = 100;
  score.members = members.data();
  score.objective = objective_of(TSR_OBJECTIVE_RATIO);
  score.fitness = fitness.data();
  cuda.run(TSR_OP_SCORE_PORTFOLIOS, &score);
  score.size = 0;
  CHECK_EQ(cuda.try_run(TSR_OP_SCORE_PORTFOLIOS, &score), TSR_BAD_ARGUMENT);
  const tsr_op_times times = cuda.stats().times[TSR_OP_SCORE_PORTFOLIOS];
  CHECK_EQ(times.runs, 2u);
  CHECK_EQ(times.failed, 1u);
  CHECK(times.kernel_ms > 0 && times.transfer_ms > 0 && times.wall_ms > times.kernel_ms);
}

}  // namespace
}  // namespace tessera::test
