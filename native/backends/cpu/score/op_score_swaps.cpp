#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/score/score_kernels.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {
namespace {

/** From here on waking the pool costs less than it brings; a search's own threads stay under it. */
constexpr uint64_t kSwapsForPool = 1 << 16;
constexpr uint64_t kSwapsPerTask = 1 << 12;

}  // namespace

void run_score_swaps(tsr_session& session, tsr_score_swaps_params& p) {
  if (p.swap_count == 0) return;
  require_indices(p.out_member, p.swap_count, session.strategies, "out_member");
  require_indices(p.in_member, p.swap_count, session.strategies, "in_member");
  if (p.chain != nullptr) require_indices(p.chain, p.swap_count, p.chain_count, "chain");

  const ScoreData& data = session.score_data();
  const ScoreKernels& kernels = score_kernels(session.instructions);
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
