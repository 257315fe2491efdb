#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cuda/device/utilisation.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

void run_stats(tsr_session& session, tsr_stats_params& p) {
  require(p.struct_size >= sizeof p, "stats: struct_size");
  p.device_count = static_cast<uint32_t>(session.devices.size());
  p.memory_limit_bytes = p.memory_used_bytes = p.memory_peak_bytes = 0;
  p.utilisation_percent = -1;
  p.matrix_resident = 1;
  p.settled_pairs = 0;
  for (const auto& device : session.devices) {
    p.memory_limit_bytes += device->memory().limit();
    p.memory_used_bytes += device->memory().used();
    p.memory_peak_bytes += device->memory().peak();
    p.utilisation_percent = std::max(p.utilisation_percent, utilisation_percent(device->ordinal()));
    p.settled_pairs += device->settled_pairs();
    if (!device->resident()) p.matrix_resident = 0;
  }
  session.log.read(p.times);
}

}  // namespace tessera::cuda
