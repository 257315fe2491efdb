#pragma once

#include "backends/cuda/correlate/tiles/tile_work.h"
#include "backends/cuda/session/device_session.h"
#include "tessera_backend.h"

namespace tessera::cuda {

/** What one correlation pass is asked for, checked. */
struct ReduceRequest {
  uint32_t bins = 0;
  uint64_t top_k = 0;  // at most the number of pairs
  bool lists = false;  // pairs at or over the threshold
  double threshold = 0;
  uint64_t list_capacity = 0;
  uint32_t block_size = 0;
  bool signed_sums = false;  // mean_rho or sum_rho
  bool abs_sums = false;
  bool max_abs = false;

  /** Throws Failure{TSR_BAD_ARGUMENT}. */
  static ReduceRequest from(const tsr_correlation_reduce_params& params, uint64_t strategies);

  /** Whether anything is wanted of which every pair is part. */
  bool needs_pass() const { return bins > 0 || lists || block_size > 0 || abs_sums || max_abs || top_k > 0; }
};

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

/**
 * Writes what was added up to the caller's arrays. signed_sums: [N] by strategy, may be empty when not wanted.
 * varying: [N] 1 = not constant.
 */
void write_correlation_totals(const ReduceTotals& totals, const std::vector<double>& signed_sums, uint64_t strategies,
                              tsr_correlation_reduce_params& params);
void write_correlation_blocks(const ReduceTotals& totals, const std::vector<uint8_t>& varying, uint64_t strategies,
                              tsr_correlation_reduce_params& params);

}  // namespace tessera::cuda
