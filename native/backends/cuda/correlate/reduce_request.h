#pragma once

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

}  // namespace tessera::cuda
