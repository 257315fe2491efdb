#include "tests/check.h"
#include "tests/cpu/backend.h"

using namespace tessera::test;

namespace {

tsr_score_portfolios_params score_params(const std::vector<uint32_t>& members, double* fitness) {
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = static_cast<uint32_t>(members.size());
  p.portfolio_count = 1;
  p.members = members.data();
  p.objective = legacy_objective(0);
  p.fitness = fitness;
  return p;
}

}  // namespace

TEST(the_table_describes_itself) {
  CHECK_EQ(backend().abi_version, TSR_ABI_VERSION);
  CHECK_EQ(std::string(backend().name), "cpu");
  CHECK(backend().score() > 0);
  for (int op = TSR_OP_METRICS; op <= TSR_OP_SCORE_SWAPS; ++op) CHECK(backend().supports(static_cast<tsr_op>(op)));
  CHECK(!backend().supports(TSR_OP_SEARCH_ISLANDS));
}

TEST(bad_arguments_are_values) {
  const Matrix m = sample_matrix(5, 6);
  const Session session(m);
  const std::vector<uint32_t> outside = {1, 6}, inside = {1, 2};
  double fitness = 0;
  auto p = score_params(outside, &fitness);
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_BAD_ARGUMENT);
  CHECK_EQ(session.last_error(), "members holds index 6, but there are 6");
  p = score_params(inside, nullptr);
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_BAD_ARGUMENT);
  p = score_params(inside, &fitness);
  p.objective.metric = 99;
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_BAD_ARGUMENT);
  p = score_params(inside, &fitness);
  p.struct_size = 8;
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_BAD_ARGUMENT);
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, nullptr), TSR_BAD_ARGUMENT);
  CHECK_EQ(session.try_run(TSR_OP_SEARCH_ISLANDS, &p), TSR_UNSUPPORTED);
}

TEST(an_order_must_be_a_permutation) {
  const Matrix m = sample_matrix(5, 3);
  const Session session(m);
  const uint32_t twice[] = {0, 1, 1};
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.order = twice;
  CHECK_EQ(session.try_run(TSR_OP_CORRELATION_REDUCE, &p), TSR_BAD_ARGUMENT);
}

TEST(a_matrix_without_rows_is_refused) {
  tsr_open_params open{};
  open.struct_size = sizeof open;
  tsr_session* session = nullptr;
  CHECK_EQ(backend().open(&open, &session), TSR_BAD_ARGUMENT);
  CHECK_EQ(std::string(backend().last_error(nullptr)), "pnl has no rows or no strategies");
}

TEST(out_of_memory_is_a_status) {
  const Matrix m = sample_matrix(82, 300);
  SessionOptions options;
  options.memory_limit = 1 << 14;
  const Session session(m, options);
  const std::vector<uint32_t> members = {1, 2};
  double fitness = 0;
  auto p = score_params(members, &fitness);
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, &p), TSR_OUT_OF_HOST_MEMORY);
  CHECK(session.last_error().find("the limit is") != std::string::npos);
}
