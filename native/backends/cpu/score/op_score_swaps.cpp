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

/** Swaps begin .. end - 1; of rows on the disk the next are read while some are looked at. */
void score_swaps_of(const tsr_session& session, const ScoreData& data, const tsr_score_swaps_params& p, uint64_t begin,
                    uint64_t end) {
  const ScoreKernels& kernels = score_kernels(session.instructions);
  double* const scratch = thread_scratch(score_scratch_doubles(data, kernels.lanes));
  if (session.scratch_folder.empty()) return kernels.score_swaps(data, p, begin, end, scratch);
  const bool standardised = p.objective.penalty != TSR_PENALTY_NONE;
  const uint64_t together = std::max<uint64_t>(kernels.lanes, storage::kAheadBytes / (data.stride * sizeof(double)));
  const auto ahead = [&](uint64_t from) {
    if (from < end) session.score_rows_ahead(p.in_member + from, std::min(together, end - from), standardised);
  };
  ahead(begin);
  for (uint64_t from = begin; from < end; from += together) {
    ahead(from + together);
    kernels.score_swaps(data, p, from, std::min(from + together, end), scratch);
  }
}

}  // namespace

void run_score_swaps(tsr_session& session, tsr_score_swaps_params& p) {
  if (p.swap_count == 0) return;
  require_indices(p.out_member, p.swap_count, session.strategies, "out_member");
  require_indices(p.in_member, p.swap_count, session.strategies, "in_member");
  if (p.chain != nullptr) require_indices(p.chain, p.swap_count, p.chain_count, "chain");

  const ScoreData& data = session.score_data();
  if (p.swap_count < kSwapsForPool) return score_swaps_of(session, data, p, 0, p.swap_count);
  session.pool.for_each((p.swap_count + kSwapsPerTask - 1) / kSwapsPerTask, [&](uint64_t task, uint32_t) {
    const uint64_t begin = task * kSwapsPerTask;
    score_swaps_of(session, data, p, begin, std::min(begin + kSwapsPerTask, p.swap_count));
  });
}

}  // namespace tessera::cpu
