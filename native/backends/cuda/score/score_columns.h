#pragma once

#include <optional>
#include <vector>

#include "backends/cuda/score/score_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/**
 * The columns that one scoring launch reads: the resident matrix, or, when the matrix is streamed, a copy of just the
 * strategies that the launch names.
 */
class ScoreColumns {
 public:
  /** members: [count] strategies named by the launch, host; only read when the matrix is streamed. Throws Failure. */
  ScoreColumns(const SessionData& data, DeviceSession& device, cudaStream_t stream,
               std::initializer_list<std::pair<const uint32_t*, uint64_t>> members);

  ScoreMatrix matrix() const;

  /** How many named strategies a launch may have at most. */
  static uint64_t most_members(const SessionData& data, DeviceSession& device);

 private:
  const SessionData& data_;
  DeviceSession& device_;
  ColumnBlock pnl_, source_;
  DeviceArray<uint32_t> row_of_;
};

}  // namespace tessera::cuda
