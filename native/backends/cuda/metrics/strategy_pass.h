#pragma once

#include <functional>

#include "backends/cuda/session/columns.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

/** Some strategies on the device, with what their operation reads and writes there. */
struct StrategyBatch {
  CellsView cells;
  const uint32_t* rows;  // [count] rows of `cells`, null = the first `count`
  uint64_t count;
  const std::byte* input;  // of the pass
  double* scratch;
  double* out;  // [outputs][count]
  cudaStream_t stream;
};

/**
 * A pass over strategies that are looked at one by one: batch by batch, sent from the host where the matrix is not on the
 * device, shared by the session's devices. Results do not depend on the batches.
 */
struct StrategyPass {
  tsr_op op;
  const uint32_t* strategies;  // chosen ones; read only when strategy_count > 0
  uint64_t strategy_count;     // 0 = all
  tsr_control* control;        // optional
  const void* input;           // sent with every batch, borrowed
  uint64_t input_bytes;
  uint64_t outputs;          // doubles of each strategy
  uint64_t scratch_doubles;  // of each strategy
  double operations;         // of each strategy, about: how many fit a launch that a cancelled run may wait for
  double* out;               // [outputs][strategies of the pass]

  /** Launches the kernel, asynchronously on the batch's stream. */
  using Launch = std::function<void(const StrategyBatch& batch)>;

  /** Throws Failure, TSR_CANCELLED included. */
  void run(tsr_session& session, const Launch& launch) const;
};

}  // namespace tessera::cuda
