// One function per operation of run(). Each throws Failure or std::bad_alloc; params are checked inside.
#pragma once

#include "tessera_backend.h"

namespace tessera::cuda {

void run_metrics(tsr_session& session, tsr_metrics_params& params);
void run_correlation_reduce(tsr_session& session, tsr_correlation_reduce_params& params);
void run_correlation_matrix(tsr_session& session, tsr_correlation_matrix_params& params);
void run_score_portfolios(tsr_session& session, tsr_score_portfolios_params& params);
void run_portfolio_sums(tsr_session& session, tsr_portfolio_sums_params& params);
void run_score_swaps(tsr_session& session, tsr_score_swaps_params& params);
void run_group_stats(tsr_session& session, tsr_group_stats_params& params);
void run_inversions(tsr_session& session, tsr_inversions_params& params);
void run_search_islands(tsr_session& session, tsr_search_islands_params& params);
void run_stats(tsr_session& session, tsr_stats_params& params);

}  // namespace tessera::cuda
