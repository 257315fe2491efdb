#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/metrics/strategy_panels.h"
#include "backends/cpu/ops.h"

namespace tessera::cpu {

void run_inversions(tsr_session& session, tsr_inversions_params& p) {
  require(p.struct_size >= sizeof p && p.out != nullptr, "inversions: struct_size or out");
  const MetricKernels& kernels = *session.kernels.metrics;
  const size_t scratch = size_t{TSR_INVERSION_COUNT} * kernels.lanes;
  const StrategyPanels pass = {nullptr, 0, 1.0, scratch, p.control};

  pass.run(session, [&](const MetricPanel& panel, uint64_t begin, uint64_t count, double* figures) {
    for (uint32_t first = 0; first < count; first += kernels.lanes) {
      kernels.find_inversions(panel, first, figures);
      const uint64_t lanes = std::min<uint64_t>(kernels.lanes, count - first);
      for (uint32_t figure = 0; figure < TSR_INVERSION_COUNT; ++figure) {
        std::copy_n(figures + figure * kernels.lanes, lanes, p.out + figure * session.strategies + begin + first);
      }
    }
  });
}

}  // namespace tessera::cpu
