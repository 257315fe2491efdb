#include "backends/cuda/session/session.h"

#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cuda/device/devices.h"
#include "backends/cuda/ops.h"

tsr_session::tsr_session(const tsr_open_params& params) {
  using tessera::cuda::DeviceSession;
  using tessera::cuda::HostMatrix;
  data.pnl = HostMatrix::from(params.pnl, "pnl");
  data.separate = params.correlation_source.observations > 0;
  data.source = data.separate ? HostMatrix::from(params.correlation_source, "the correlation source") : data.pnl;
  if (data.source.strategies != data.pnl.strategies) {
    throw tessera::Failure{TSR_BAD_ARGUMENT, "the correlation source has another number of strategies than pnl"};
  }
  for (const int ordinal : tessera::cuda::chosen_devices(params.device)) {
    devices.push_back(std::make_shared<DeviceSession>(ordinal, data, params.memory_limit_bytes));
  }
}

namespace tessera::cuda {

void run_stats(tsr_session& session, tsr_stats_params& p) {
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
