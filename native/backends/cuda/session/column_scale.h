#pragma once

#include <vector>

#include "backends/cuda/session/column_block.h"
#include "backends/cuda/session/row_weights.h"

namespace tessera::cuda {

/** A strategy's location and scale, see formulas/standardise.h. One memory sector, because scoring reads it at random. */
struct alignas(32) Scale {
  double mean;
  double norm;  // 0 = constant
  /**
   * 1 / norm where z may be had from it (see exact_quotient.cuh), 0 for a constant column with finite cells, negative where
   * neither holds and the formula itself must decide.
   */
  double inverse;
};

/** Location and scale of all N strategies of the correlation source. */
class ColumnScale {
 public:
  ColumnScale() = default;
  ColumnScale(DeviceMemory& memory, uint64_t strategies);

  /** Of the strategies first .. first + cells.strategies. Asynchronous. */
  void measure(CellsView cells, uint64_t first, const RowWeights& weights, cudaStream_t stream);
  /** After the last measure: reads what the host must know. Blocks. */
  void finish(cudaStream_t stream);

  /** [N], device memory. */
  const Scale* data() const { return scale_.data(); }
  const uint8_t* device_varying() const { return varying_.data(); }
  /** [N] 1 = has missing cells; [N] 1 = not constant. */
  const std::vector<uint8_t>& missing() const { return host_missing_; }
  const std::vector<uint8_t>& varying() const { return host_varying_; }
  bool any_missing() const { return any_missing_; }

 private:
  DeviceArray<Scale> scale_;
  DeviceArray<uint8_t> missing_, varying_;
  std::vector<uint8_t> host_missing_, host_varying_;
  bool any_missing_ = false;
};

}  // namespace tessera::cuda
