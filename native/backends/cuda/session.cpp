#include "backends/cuda/session.h"

#include "backends/cuda/on_devices.h"
#include "backends/cuda/usable_devices.h"

namespace {

using tessera::cuda::Failure;
using tessera::cuda::HostMatrix;

std::vector<int> chosen_devices(int32_t device) {
  const std::vector<int>& usable = tessera::cuda::UsableDevices::get().ordinals;
  if (usable.empty()) throw Failure{TSR_UNSUPPORTED, tessera::cuda::UsableDevices::get().reason};
  if (device == TSR_DEVICE_ALL) return usable;
  if (device == TSR_DEVICE_BEST) return {usable.front()};
  if (device < 0 || static_cast<size_t>(device) >= usable.size()) {
    throw Failure{TSR_BAD_ARGUMENT, "there is no GPU number " + std::to_string(device)};
  }
  return {usable[static_cast<size_t>(device)]};
}

}  // namespace

tsr_session::tsr_session(const tsr_open_params& params) {
  data.pnl = HostMatrix::from(params.pnl, "pnl");
  data.separate = params.correlation_source.observations > 0;
  data.source = data.separate ? HostMatrix::from(params.correlation_source, "the correlation source") : data.pnl;
  if (data.source.strategies != data.pnl.strategies) {
    throw Failure{TSR_BAD_ARGUMENT, "the correlation source has another number of strategies than pnl"};
  }
  const std::vector<int> ordinals = chosen_devices(params.device);
  for (const int ordinal : ordinals) {
    devices.push_back(std::make_unique<tessera::cuda::DeviceSession>(ordinal, data, params.memory_limit_bytes));
  }
}
