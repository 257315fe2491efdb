#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/score/portfolio_varying.h"
#include "backends/cpu/score/score_scratch.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {

void run_portfolio_sums(tsr_session& session, tsr_portfolio_sums_params& p) {
  require(p.struct_size >= sizeof p, "portfolio_sums: struct_size");
  if (p.portfolio_count == 0) return;
  require(p.size >= 1, "portfolio_sums: size is 0");
  require(p.members && p.pnl_sum && p.standardised_sum && p.varying, "portfolio_sums: a pointer is null");
  require_indices(p.members, p.portfolio_count * p.size, session.strategies, "members");

  const ScoreData& data = session.score_data();
  double* const sum = thread_scratch(data.stride);
  for (uint64_t b = 0; b < p.portfolio_count; ++b) {
    const uint32_t* const members = p.members + b * p.size;
    session.kernels.score->sum_members(data, members, p.size, sum);
    std::copy_n(sum, data.observations, p.pnl_sum + b * data.observations);
    std::copy_n(sum + data.z_offset, data.correlation_observations, p.standardised_sum + b * data.correlation_observations);
    p.varying[b] = portfolio_varying(data, members, p.size);
  }
}

}  // namespace tessera::cpu
