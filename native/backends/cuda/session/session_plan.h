#pragma once

#include "backends/cuda/device/precision.h"
#include "backends/cuda/session/column_block.h"

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

/** The largest panel of a correlation pass within `room` bytes. Throws Failure when there is room for none. */
uint64_t panel_limit(const SessionShape& shape, bool resident, uint64_t room, Precision precision);

/** Fills in the plan of a session on the current device, with the very rules that opening and running follow. Throws Failure. */
void plan_session(tsr_plan& plan);

}  // namespace tessera::cuda
