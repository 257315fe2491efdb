#pragma once

#include <memory>
#include <vector>

#include "backends/common/op_log.h"
#include "backends/cuda/device_session.h"

/** A matrix opened for computing on one or several GPUs. */
struct tsr_session {
  explicit tsr_session(const tsr_open_params& params);

  uint64_t strategies() const { return data.pnl.strategies; }
  uint32_t observations() const { return data.pnl.observations(); }
  uint32_t correlation_observations() const { return data.source.observations(); }
  /** The device that does what is not shared. */
  tessera::cuda::DeviceSession& first() { return *devices.front(); }

  tessera::cuda::SessionData data;
  std::vector<std::unique_ptr<tessera::cuda::DeviceSession>> devices;
  tessera::OpLog log;
};
