#pragma once

#include "backends/cuda/correlate/reduce_sinks.h"

namespace tessera::cuda {

/**
 * Writes what was added up to the caller's arrays. signed_sums: [N] by strategy, may be empty when not wanted.
 * varying: [N] 1 = not constant.
 */
void write_correlation_totals(const ReduceTotals& totals, const std::vector<double>& signed_sums, uint64_t strategies,
                              tsr_correlation_reduce_params& params);
void write_correlation_blocks(const ReduceTotals& totals, const std::vector<uint8_t>& varying, uint64_t strategies,
                              tsr_correlation_reduce_params& params);

}  // namespace tessera::cuda
