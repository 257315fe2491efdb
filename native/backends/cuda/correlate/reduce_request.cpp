#include "backends/cuda/correlate/reduce_request.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "backends/common/check_arguments.h"

namespace tessera::cuda {

namespace {

void require_permutation(const uint32_t* order, uint64_t count) {
  if (order == nullptr) return;
  require_indices(order, count, count, "order");
  std::vector<bool> seen(count, false);
  for (uint64_t i = 0; i < count; ++i) {
    require(!seen[order[i]], "order holds a strategy twice");
    seen[order[i]] = true;
  }
}

}  // namespace

ReduceRequest ReduceRequest::from(const tsr_correlation_reduce_params& p, uint64_t strategies) {
  require(p.struct_size >= offsetof(tsr_correlation_reduce_params, weights), "correlation_reduce: struct_size");
  require(p.threshold == p.threshold, "correlation_reduce: the threshold is not a number");
  // The histogram's arithmetic leaves 30 bits for the bin.
  require(p.histogram_bins < (1u << 28), "correlation_reduce: too many bins");
  require_permutation(p.order, strategies);
  ReduceRequest wanted;
  wanted.bins = p.histogram == nullptr ? 0 : p.histogram_bins;
  wanted.top_k = p.top == nullptr ? 0 : std::min(p.top_k, strategies * (strategies - 1) / 2);
  wanted.list_capacity = p.threshold_pairs == nullptr ? 0 : p.threshold_capacity;
  wanted.lists = p.threshold_count != nullptr || wanted.list_capacity > 0;
  wanted.threshold = p.threshold;
  wanted.block_size = p.block_mean == nullptr && p.block_min == nullptr && p.block_max == nullptr ? 0 : p.block_size;
  wanted.signed_sums = p.mean_rho != nullptr || p.sum_rho != nullptr;
  wanted.abs_sums = p.mean_abs_rho != nullptr || p.sum_abs_rho != nullptr;
  wanted.max_abs = p.max_abs_rho != nullptr;
  return wanted;
}

}  // namespace tessera::cuda
