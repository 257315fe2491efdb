#pragma once

#include "backends/cuda/session.h"

namespace tessera::cuda {

/** Most bytes that a launch is sent. */
constexpr uint64_t kScoreBufferBytes = uint64_t{32} << 20;

/**
 * Portfolios or swaps per launch: little enough that a cancelled run stops within about 50 ms and that the buffers stay
 * small, enough to fill the device. cells: observations x strategies that one unit reads; bytes: of its input.
 */
inline uint64_t score_chunk(const DeviceSession& device, uint64_t cells, uint64_t bytes) {
  constexpr double kSeconds = 0.03;
  constexpr double kOperationsPerCell = 12;
  const double affordable = kSeconds * device.modest_flops() / (kOperationsPerCell * static_cast<double>(cells));
  const uint64_t by_time = static_cast<uint64_t>(std::clamp(affordable, 1.0, 1e9));
  return std::max<uint64_t>(1, std::min(by_time, kScoreBufferBytes / bytes));
}

/** Runs action(chunk) with ever smaller chunks while device memory is too short for them. */
template <class Action>
void with_fitting_chunk(tsr_session& session, uint64_t chunk, const Action& action) {
  for (;; chunk = std::max<uint64_t>(1, chunk / 8)) {
    try {
      return action(chunk);
    } catch (const Failure& failure) {
      if (failure.status != TSR_OUT_OF_DEVICE_MEMORY || chunk == 1) throw;
      for (const auto& device : session.devices) device->workspaces().trim();
    }
  }
}

}  // namespace tessera::cuda
