#pragma once

#include "backends/cuda/correlate/reduce_request.h"
#include "backends/cuda/correlate/tiles/tile_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** Host side of what the tile kernels add up: the merged result of all devices. Units as in TileSinks. */
struct ReduceTotals {
  std::vector<uint64_t> abs_sum, signed_sum, max_abs, histogram, block_sum;
  std::vector<uint32_t> block_min, block_max;
};

/** Accumulators of one pass on one device, cleared. */
class ReduceSinks {
 public:
  /** scale: of the columns that are correlated. With missing cells signed sums are added up pair by pair. */
  ReduceSinks(DeviceSession& device, const ReduceRequest& request, const ColumnScale& scale);

  /** Without lists: their cuts are infinite. */
  TileSinks view() const;

  /** totals += this device's part. Order of calls does not matter. Blocks. */
  void add_to(ReduceTotals& totals, cudaStream_t stream) const;

 private:
  const uint8_t* varying_;
  uint32_t bins_, block_size_, block_count_;
  DeviceArray<unsigned long long> abs_sum_, signed_sum_, max_abs_, histogram_, block_sum_;
  DeviceArray<uint32_t> running_max_, block_min_, block_max_;
};

}  // namespace tessera::cuda
