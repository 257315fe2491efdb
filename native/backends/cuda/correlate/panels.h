#pragma once

#include "backends/cuda/device/devices.h"
#include "backends/cuda/session/columns.h"

namespace tessera::cuda {

/** Positions first .. first + count; ids (device, [N]) names the strategy at each, null = the position itself. */
struct PositionRange {
  const uint32_t* ids;
  uint64_t first, count;
};

/** What a panel is made from. Roots of weights are left out of the cells where they stay outside (see CorrelationColumns). */
struct PanelSource {
  CellsView cells;
  bool local;  // cells are those of the range alone, in its order
  const Scale* scale;
  RowWeights weights;
  bool weights_outside;

  __host__ __device__ uint32_t observations() const { return weights.observations(cells.observations); }
};

/**
 * Standardised strategies in the layout of the tile kernels: [pair][observation][2], padded with zero strategies to whole
 * tiles, NaN where a cell is missing. For tiles in single precision a copy rounded to float, [tile][observation][kPanelGrain],
 * is beside it.
 */
class CorrelationPanel {
 public:
  CorrelationPanel() = default;
  /** Asynchronous: the source must live until the stream is there. */
  CorrelationPanel(DeviceMemory& memory, cudaStream_t stream, const PanelSource& source, PositionRange range,
                   Precision precision = Precision::kDouble);

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

/**
 * Signed row sums without looking at pairs: sum over b of rho(a, b) = z_a . (sum of all z) - z_a . z_a. For matrices
 * without missing cells. Panels are added one after the other, then read one after the other, in the same order on every run.
 */
class SignedMeans {
 public:
  SignedMeans(DeviceMemory& memory, cudaStream_t stream, uint32_t observations);

  /** total += the panel's strategies. Asynchronous. */
  void add(DeviceMemory& memory, const CorrelationPanel& panel, cudaStream_t stream);
  /** sums[strategy] for the panel's strategies, device memory. Asynchronous. */
  void row_sums(const CorrelationPanel& panel, double* sums, cudaStream_t stream) const;

 private:
  uint32_t observations_;
  DeviceArray<double> total_, parts_;
};

}  // namespace tessera::cuda
