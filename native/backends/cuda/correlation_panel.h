#pragma once

#include "backends/cuda/column_scale.h"
#include "backends/cuda/precision.h"

namespace tessera::cuda {

/** Positions first .. first + count; ids (device, [N]) names the strategy at each, null = the position itself. */
struct PositionRange {
  const uint32_t* ids;
  uint64_t first, count;
};

/**
 * Standardised strategies in the layout of the tile kernels: [pair][observation][2], padded with zero strategies to whole tiles,
 * NaN where a cell is missing. For tiles in single precision a copy rounded to float, [tile][observation][kPanelGrain], is beside it.
 */
class CorrelationPanel {
 public:
  CorrelationPanel() = default;
  /**
   * `cells` holds all strategies, or with `cells_local` just those of the range, in its order. Asynchronous: `cells` must live
   * until the stream is there.
   */
  CorrelationPanel(DeviceMemory& memory, cudaStream_t stream, CellsView cells, bool cells_local, const Scale* scale,
                   PositionRange range, Precision precision = Precision::kDouble);

  const double* data() const { return z_.data(); }
  /** Null unless made for single precision. */
  const float* single() const { return single_.data(); }
  const PositionRange& range() const { return range_; }

  static uint64_t bytes(uint64_t observations, uint64_t count, Precision precision);

 private:
  DeviceArray<double> z_;
  DeviceArray<float> single_;
  PositionRange range_{};
};

}  // namespace tessera::cuda
