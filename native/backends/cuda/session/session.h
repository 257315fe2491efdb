#pragma once

#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include "backends/common/kept.h"
#include "backends/common/op_log.h"
#include "backends/cuda/session/device_session.h"

/** A matrix opened for computing on one or several GPUs. */
struct tsr_session {
  /** Throws Failure. */
  explicit tsr_session(const tsr_open_params& params);

  uint64_t strategies() const { return data.pnl.strategies; }
  uint32_t observations() const { return data.pnl.observations(); }
  uint32_t correlation_observations() const { return data.source.observations(); }
  /** The device that does what is not shared. */
  tessera::cuda::DeviceSession& first() { return *devices.front(); }

  tessera::cuda::SessionData data;
  /** Shared with the blocks that were given away, which may outlive the session. */
  std::vector<std::shared_ptr<tessera::cuda::DeviceSession>> devices;
  tessera::OpLog log;
  /** Of the operations, on the devices: it goes before they do. */
  tessera::Kept kept;
};

namespace tessera::cuda {

/**
 * Calls action(device, index) for every device of the session, each on a thread of its own when there are several. The first
 * failure is thrown again when all have ended.
 */
template <class Action>
void on_devices(tsr_session& session, const Action& action) {
  std::vector<std::exception_ptr> failures(session.devices.size());
  const auto work = [&](size_t index) {
    try {
      session.devices[index]->use();
      action(*session.devices[index], static_cast<uint32_t>(index));
    } catch (...) {
      failures[index] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (size_t i = 1; i < session.devices.size(); ++i) threads.emplace_back(work, i);
    work(0);
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace tessera::cuda
