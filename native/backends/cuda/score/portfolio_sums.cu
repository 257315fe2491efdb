#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/score/member_sums.cuh"
#include "backends/cuda/score/score_kernels.cuh"

namespace tessera::cuda {

namespace {

constexpr uint32_t kValues = 4;

/** One warp per block and per portfolio. */
__global__ void __launch_bounds__(32) sum_portfolios(const __grid_constant__ SumsWork work) {
  const uint32_t observations = work.matrix.pnl.observations;
  const uint32_t correlation_rows = work.matrix.source.observations;
  for (uint64_t b = blockIdx.x; b < work.count; b += gridDim.x) {
    const uint32_t* const members = work.members + b * work.size;
    double pnl[kValues], standardised[kValues];
    for (uint32_t first = 0; first < max(observations, correlation_rows); first += 32 * kValues) {
      sum_members(work.matrix, members, work.size, first, true, pnl, standardised);
#pragma unroll
      for (uint32_t v = 0; v < kValues; ++v) {
        const uint32_t t = first + 32 * v + threadIdx.x;
        if (t < observations) work.pnl_sum[b * observations + t] = pnl[v];
        if (t < correlation_rows) work.standardised_sum[b * correlation_rows + t] = standardised[v];
      }
    }
    const uint32_t varying = count_varying(work.matrix, members, work.size);
    if (threadIdx.x == 0) work.varying[b] = varying;
  }
}

}  // namespace

void portfolio_sums(const SumsWork& work, cudaStream_t stream) {
  if (work.count == 0) return;
  const auto blocks = static_cast<uint32_t>(std::min<uint64_t>(work.count, 1u << 16));
  sum_portfolios<<<blocks, 32, 0, stream>>>(work);
  check_launch("adding up portfolios");
}

}  // namespace tessera::cuda
