#pragma once

#include <cuda_runtime_api.h>

#include "backends/cuda/device/device_array.h"
#include "backends/cuda/session/host_matrix.h"

namespace tessera::cuda {

/** Device view of strategies' cells, strategy-major: cells[s * pitch + t], NaN = missing. */
struct CellsView {
  const double* cells;
  uint64_t pitch;
  uint32_t observations;
  uint64_t strategies;
};

/** Doubles from one strategy to the next: whole 32-byte sectors. */
constexpr uint64_t row_pitch(uint64_t observations) { return (observations + 3) / 4 * 4; }

/**
 * A range of a host matrix's strategies on the device, turned strategy-major on the way. The host rows pass through two
 * page-locked buffers, so that one is filled while the other is copied.
 */
class ColumnBlock {
 public:
  ColumnBlock() = default;
  /**
   * Strategies first .. first + count, or those listed in ids[first .. first + count) when ids is not null. Blocks until they
   * are there. Throws Failure.
   */
  ColumnBlock(DeviceMemory& memory, cudaStream_t stream, const HostMatrix& from, uint64_t first, uint64_t count,
              const uint32_t* ids = nullptr);

  CellsView view() const { return {cells_.data(), row_pitch(observations_), observations_, count_}; }
  bool empty() const { return count_ == 0; }

  static uint64_t bytes(uint64_t observations, uint64_t count) { return row_pitch(observations) * count * sizeof(double); }
  /** Device bytes used while loading, beside the block itself. */
  static uint64_t staging_bytes(uint64_t count);
  /** How many strategies may be loaded at once within `room` bytes. Throws Failure when not even one can. */
  static uint64_t fitting(uint64_t observations, uint64_t room);

 private:
  DeviceArray<double> cells_;
  uint32_t observations_ = 0;
  uint64_t count_ = 0;
};

}  // namespace tessera::cuda
