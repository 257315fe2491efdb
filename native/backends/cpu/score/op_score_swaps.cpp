#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/score/score_scratch.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {
namespace {

/** From here on waking the pool costs less than it brings; a search's own threads stay under it. */
constexpr uint64_t kSwapsForPool = 1 << 16;
constexpr uint64_t kSwapsPerTask = 1 << 12;

}  // namespace

void run_score_swaps(tsr_session& session, tsr_score_swaps_params& p) {
  require(p.struct_size >= sizeof p, "score_swaps: struct_size");
  require_objective(p.objective);
  if (p.swap_count == 0) return;
  require(p.size >= 1 && p.chain_count >= 1, "score_swaps: no portfolio");
  require(p.pnl_sum && p.standardised_sum && p.varying && p.out_member && p.in_member && p.fitness,
          "score_swaps: a pointer is null");
  require_indices(p.out_member, p.swap_count, session.strategies, "out_member");
  require_indices(p.in_member, p.swap_count, session.strategies, "in_member");
  if (p.chain != nullptr) require_indices(p.chain, p.swap_count, p.chain_count, "chain");

  const ScoreData& data = session.score_data();
  const ScoreKernels& kernels = *session.kernels.score;
  const size_t scratch = score_scratch_doubles(data, kernels.lanes);
  if (p.swap_count < kSwapsForPool) {
    kernels.score_swaps(data, p, 0, p.swap_count, thread_scratch(scratch));
    return;
  }
  session.pool.for_each((p.swap_count + kSwapsPerTask - 1) / kSwapsPerTask, [&](uint64_t task, uint32_t) {
    const uint64_t begin = task * kSwapsPerTask;
    kernels.score_swaps(data, p, begin, std::min(begin + kSwapsPerTask, p.swap_count), thread_scratch(scratch));
  });
}

}  // namespace tessera::cpu
