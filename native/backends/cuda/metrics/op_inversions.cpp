#include "backends/common/check_arguments.h"
#include "backends/cuda/metrics/find_inversions.cuh"
#include "backends/cuda/ops.h"

namespace tessera::cuda {

void run_inversions(tsr_session& session, tsr_inversions_params& p) {
  require(p.struct_size >= sizeof p && p.out != nullptr, "inversions: struct_size or out");
  const StrategyPass pass = {
      TSR_OP_INVERSIONS, nullptr, 0, p.control, nullptr, 0, TSR_INVERSION_COUNT, 0, 20.0 * session.observations(), p.out};
  pass.run(session, find_inversions);
}

}  // namespace tessera::cuda
