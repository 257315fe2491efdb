#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/common/run_control.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/score/score_kernels.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {

namespace {

/** How many of a portfolio's members are not constant. */
uint32_t portfolio_varying(const ScoreData& data, const uint32_t* members, uint32_t size) {
  uint32_t count = 0;
  for (uint32_t m = 0; m < size; ++m) count += data.varying[members[m]];
  return count;
}

constexpr uint64_t kPortfoliosPerTask = 64;
/** Additions (members x observations) from which the pool pays. */
constexpr uint64_t kAdditionsForPool = 1 << 20;

/** Sums, then scores, portfolios begin..end on the calling thread. */
void score_range(const tsr_session& session, const ScoreData& data, tsr_score_portfolios_params& p, uint64_t begin,
                 uint64_t end) {
  const ScoreKernels& kernels = score_kernels(session.instructions);
  const size_t own = score_scratch_doubles(data, kernels.lanes);
  double* const scratch = thread_scratch(own + data.stride * kPortfoliosPerTask);
  double* const sums = scratch + own;
  uint32_t varying[kPortfoliosPerTask];
  for (uint64_t b = begin; b < end; ++b) {
    const uint32_t* const members = p.members + b * p.size;
    session.score_rows_ahead(members, p.size, true);
    kernels.sum_members(data, members, p.size, sums + (b - begin) * data.stride);
    varying[b - begin] = portfolio_varying(data, members, p.size);
  }
  double* const components = p.components == nullptr ? nullptr : p.components + begin * TSR_COMPONENT_COUNT;
  kernels.score_sums(data, sums, varying, end - begin, p.size, p.objective, p.fitness + begin, components, scratch);
}

}  // namespace

void run_score_portfolios(tsr_session& session, tsr_score_portfolios_params& p) {
  const RunControl control(p.control, p.portfolio_count);
  if (p.portfolio_count == 0) return;
  require_indices(p.members, p.portfolio_count * p.size, session.strategies, "members");

  const ScoreData& data = session.score_data();
  const auto task = [&](uint64_t item, uint32_t) {
    control.check();
    const uint64_t begin = item * kPortfoliosPerTask;
    const uint64_t end = std::min(begin + kPortfoliosPerTask, p.portfolio_count);
    score_range(session, data, p, begin, end);
    control.advance(end - begin);
  };
  const uint64_t tasks = (p.portfolio_count + kPortfoliosPerTask - 1) / kPortfoliosPerTask;
  if (p.portfolio_count * p.size * data.stride >= kAdditionsForPool) return session.pool.for_each(tasks, task);
  for (uint64_t item = 0; item < tasks; ++item) task(item, 0);
}

void run_portfolio_sums(tsr_session& session, tsr_portfolio_sums_params& p) {
  if (p.portfolio_count == 0) return;
  require_indices(p.members, p.portfolio_count * p.size, session.strategies, "members");

  const ScoreData& data = session.score_data();
  double* const sum = thread_scratch(data.stride);
  const uint64_t together = std::max<uint64_t>(1, storage::kAheadBytes / (p.size * data.stride * sizeof(double)));
  for (uint64_t b = 0; b < p.portfolio_count; ++b) {
    const uint32_t* const members = p.members + b * p.size;
    // Of portfolios of one member those that come next are asked for as well.
    if (b % together == 0) {
      session.score_rows_ahead(members, std::min(together, p.portfolio_count - b) * p.size, true);
    }
    score_kernels(session.instructions).sum_members(data, members, p.size, sum);
    std::copy_n(sum, data.observations, p.pnl_sum + b * data.observations);
    std::copy_n(sum + data.z_offset, data.correlation_observations, p.standardised_sum + b * data.correlation_observations);
    p.varying[b] = portfolio_varying(data, members, p.size);
  }
}

}  // namespace tessera::cpu
