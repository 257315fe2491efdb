#include "tests/check.h"
#include "tests/cpu/backend.h"

using namespace tessera::test;

namespace {

/** Status and control of a correlation pass. */
tsr_status correlate(const Session& session, tsr_control& control) {
  double sum = 0;
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.sum_rho = &sum;
  p.control = &control;
  return session.try_run(TSR_OP_CORRELATION_REDUCE, &p);
}

}  // namespace

TEST(a_pass_counts_its_work) {
  const Matrix m = sample_matrix(20, 500);
  const Session session(m, {"", 2});
  tsr_control control{};
  CHECK_EQ(correlate(session, control), TSR_OK);
  CHECK(control.total > 1);
  CHECK_EQ(control.done, control.total);
}

TEST(a_cancelled_pass_stops_and_the_session_goes_on) {
  const Matrix m = sample_matrix(20, 500);
  const Session session(m, {"", 2});
  tsr_control control{};
  control.cancel = 1;
  CHECK_EQ(correlate(session, control), TSR_CANCELLED);
  CHECK_EQ(session.last_error(), "the run was cancelled");
  control = {};
  CHECK_EQ(correlate(session, control), TSR_OK);
}

TEST(a_cancel_is_counted_as_a_run_but_not_as_a_failure) {
  const Matrix m = sample_matrix(20, 500);
  const Session session(m, {"", 2});
  tsr_control control{};
  control.cancel = 1;
  CHECK_EQ(correlate(session, control), TSR_CANCELLED);
  tsr_correlation_reduce_params too_short{};
  CHECK(session.try_run(TSR_OP_CORRELATION_REDUCE, &too_short) != TSR_OK);
  tsr_stats_params stats{};
  stats.struct_size = sizeof stats;
  CHECK_EQ(session.try_run(TSR_OP_STATS, &stats), TSR_OK);
  CHECK_EQ(stats.times[TSR_OP_CORRELATION_REDUCE].runs, 2u);
  CHECK_EQ(stats.times[TSR_OP_CORRELATION_REDUCE].failed, 1u);
}

TEST(metrics_and_scores_listen_to_cancel) {
  const Matrix m = sample_matrix(20, 50);
  const Session session(m);
  tsr_control control{};
  control.cancel = 1;
  std::vector<double> out(50);
  const uint32_t id = TSR_METRIC_ROI;
  tsr_metrics_params p{};
  p.struct_size = sizeof p;
  p.metric_count = 1;
  p.metrics = &id;
  p.config = metric_config(TSR_PROFILE_LEGACY);
  p.out = out.data();
  p.control = &control;
  CHECK_EQ(session.try_run(TSR_OP_METRICS, &p), TSR_CANCELLED);

  const auto members = sample_portfolios(3, 4, 50);
  tsr_score_portfolios_params s{};
  s.struct_size = sizeof s;
  s.size = 4;
  s.portfolio_count = 3;
  s.members = members.data();
  s.objective = legacy_objective(0);
  s.fitness = out.data();
  s.control = &control;
  CHECK_EQ(session.try_run(TSR_OP_SCORE_PORTFOLIOS, &s), TSR_CANCELLED);
}
