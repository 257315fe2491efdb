#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "backends/common/op_log.h"
#include "backends/cuda/correlate/correlation_columns.h"

namespace tessera::cuda {

/** One for each device of a session. */
using ColumnsOfDevices = std::vector<std::unique_ptr<const CorrelationColumns>>;

}  // namespace tessera::cuda

/** A matrix opened for computing on one or several GPUs. */
struct tsr_session {
  explicit tsr_session(const tsr_open_params& params);

  uint64_t strategies() const { return data.pnl.strategies; }
  uint32_t observations() const { return data.pnl.observations(); }
  uint32_t correlation_observations() const { return data.source.observations(); }
  /** The columns as a correlation run sees them; kept for the next run with the same weights. Throws Failure. */
  std::shared_ptr<const tessera::cuda::ColumnsOfDevices> correlation_columns(const tessera::ObservationWeights& weights);
  /** The device that does what is not shared. */
  tessera::cuda::DeviceSession& first() { return *devices.front(); }

  tessera::cuda::SessionData data;
  std::vector<std::unique_ptr<tessera::cuda::DeviceSession>> devices;
  tessera::OpLog log;

 private:
  std::mutex columns_mutex_;
  tessera::ObservationWeights columns_weights_;
  std::shared_ptr<const tessera::cuda::ColumnsOfDevices> columns_;
};
