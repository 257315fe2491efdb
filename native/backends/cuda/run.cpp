#include "backends/cuda/run.h"

#include "backends/common/timed_run.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

void dispatch(tsr_session& session, tsr_op op, void* params) {
  session.first().use();
  switch (op) {
    case TSR_OP_METRICS: return run_metrics(session, *static_cast<tsr_metrics_params*>(params));
    case TSR_OP_CORRELATION_REDUCE:
      return run_correlation_reduce(session, *static_cast<tsr_correlation_reduce_params*>(params));
    case TSR_OP_CORRELATION_MATRIX:
      return run_correlation_matrix(session, *static_cast<tsr_correlation_matrix_params*>(params));
    case TSR_OP_SCORE_PORTFOLIOS: return run_score_portfolios(session, *static_cast<tsr_score_portfolios_params*>(params));
    case TSR_OP_PORTFOLIO_SUMS: return run_portfolio_sums(session, *static_cast<tsr_portfolio_sums_params*>(params));
    case TSR_OP_SCORE_SWAPS: return run_score_swaps(session, *static_cast<tsr_score_swaps_params*>(params));
    case TSR_OP_GROUP_STATS: return run_group_stats(session, *static_cast<tsr_group_stats_params*>(params));
    case TSR_OP_INVERSIONS: return run_inversions(session, *static_cast<tsr_inversions_params*>(params));
    case TSR_OP_SEARCH_ISLANDS: return run_search_islands(session, *static_cast<tsr_search_islands_params*>(params));
    case TSR_OP_STATS: return run_stats(session, *static_cast<tsr_stats_params*>(params));
    default: throw Failure{TSR_UNSUPPORTED, "run: the CUDA backend has no such operation"};
  }
}

}  // namespace

void run(tsr_session& session, tsr_op op, void* params) {
  timed_run(session.log, op, [&] { dispatch(session, op, params); });
}

}  // namespace tessera::cuda
