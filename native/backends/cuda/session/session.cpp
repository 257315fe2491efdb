#include "backends/cuda/session/session.h"

#include "backends/cuda/device/usable_devices.h"
#include "backends/cuda/session/on_devices.h"

namespace {

using tessera::Failure;
using tessera::cuda::HostMatrix;

}  // namespace

tsr_session::tsr_session(const tsr_open_params& params) {
  data.pnl = HostMatrix::from(params.pnl, "pnl");
  data.separate = params.correlation_source.observations > 0;
  data.source = data.separate ? HostMatrix::from(params.correlation_source, "the correlation source") : data.pnl;
  if (data.source.strategies != data.pnl.strategies) {
    throw Failure{TSR_BAD_ARGUMENT, "the correlation source has another number of strategies than pnl"};
  }
  const std::vector<int> ordinals = tessera::cuda::chosen_devices(params.device);
  for (const int ordinal : ordinals) {
    devices.push_back(std::make_unique<tessera::cuda::DeviceSession>(ordinal, data, params.memory_limit_bytes));
  }
}

std::shared_ptr<const tessera::cuda::ColumnsOfDevices> tsr_session::correlation_columns(
    const tessera::ObservationWeights& weights) {
  const std::lock_guard lock(columns_mutex_);
  if (!columns_ || !(columns_weights_ == weights)) {
    columns_.reset();
    const auto made = std::make_shared<tessera::cuda::ColumnsOfDevices>(devices.size());
    tessera::cuda::on_devices(*this, [&](tessera::cuda::DeviceSession& device, uint32_t index) {
      (*made)[index] = std::make_unique<tessera::cuda::CorrelationColumns>(device, data, weights);
    });
    columns_ = made;
    columns_weights_ = weights;
  }
  return columns_;
}
