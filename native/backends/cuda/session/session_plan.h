#pragma once

#include "backends/cuda/device/devices.h"
#include "backends/cuda/session/columns.h"

namespace tessera::cuda {

/** Shape of a session: N strategies, T observations, Tc rows of a correlation source of its own or 0. */
struct SessionShape {
  uint64_t strategies = 0, observations = 0, separate_observations = 0;

  uint64_t correlation_observations() const { return separate_observations > 0 ? separate_observations : observations; }
  uint64_t matrix_bytes() const {
    return ColumnBlock::bytes(observations, strategies) + ColumnBlock::bytes(separate_observations, strategies);
  }
};

/** Whether the matrices stay on a device of which a session may use `limit` bytes, `room` of them free. */
bool stays_resident(const SessionShape& shape, uint64_t limit, uint64_t room);

/** What a session on the current device has room for beside its matrix; operations plan within it. */
struct SessionRoom {
  SessionShape shape;
  Precision precision;  // of the tiles of a correlation pass
  bool resident;        // the matrix is on the device, else it is streamed from the host
  uint64_t left;        // bytes
};

/**
 * Fills in what a session on the current device takes at rest and while it opens, by the very rules that opening follows.
 * Throws Failure.
 */
SessionRoom plan_session(tsr_plan& plan);

}  // namespace tessera::cuda
