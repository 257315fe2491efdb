// EM of a prior over a grid. The order of every sum is that of native/believable/skill.cpp.
#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/prior/prior_kernels.h"
#include "search/island/functions.h"
#include "tessera_backend.h"

namespace tessera::cuda {

__host__ __device__ uint32_t PriorWork::blocks() const { return (count + TSR_PRIOR_ROWS - 1) / TSR_PRIOR_ROWS; }

namespace {

constexpr uint32_t kPoints = TSR_PRIOR_POINTS, kRows = TSR_PRIOR_ROWS;
constexpr uint32_t kThreads = 256;
constexpr uint32_t kSums = 8;  // running sums over the grid

/** A warp a value. */
__global__ void fill_likelihood(const __grid_constant__ PriorWork work) {
  constexpr uint32_t kEach = (kPoints + 31) / 32;
  const uint32_t lane = threadIdx.x % 32, i = (blockIdx.x * kThreads + threadIdx.x) / 32;
  if (i >= work.count) return;
  const double value = work.value[i], error = work.error[i];
  double row[kEach], nearest = HUGE_VAL;
#pragma unroll
  for (uint32_t k = 0; k < kEach; ++k) {
    const uint32_t point = lane + 32 * k;
    if (point >= kPoints) continue;
    const double distance = (value - work.grid[point]) / error;
    row[k] = -0.5 * distance * distance;
    nearest = min(nearest, -row[k]);
  }
#pragma unroll
  for (uint32_t step = 16; step > 0; step /= 2) nearest = min(nearest, __shfl_xor_sync(0xffffffffu, nearest, step));
#pragma unroll
  for (uint32_t k = 0; k < kEach; ++k) {
    const uint32_t point = lane + 32 * k;
    if (point >= kPoints) continue;
    work.likelihood[uint64_t{i} * kPoints + point] = search::island::exponential(row[k] + nearest);
  }
}

/** What step `step` begins with, from what the one before came to; every block for itself. */
__device__ void share_of_step(const PriorWork& work, uint32_t step, double* share) {
  const uint32_t k = threadIdx.x;
  if (k < kPoints) {
    double own = 1.0 / kPoints;
    if (step > 0) {
      const double* const parts = work.parts[(step - 1) % 2];
      double sum = 0.0;
#pragma unroll 8
      for (uint32_t block = 0; block < work.blocks(); ++block) sum += parts[block * kPoints + k];
      const double before = work.shares[(step - 1) % 2][k];
      own = (before * (sum / static_cast<double>(work.count)) + work.added[k]) / (1.0 + work.added_total);
    }
    share[k] = own;
  }
  __syncthreads();
}

/** A block kRows values: their parts of the sums of this step. */
__global__ void __launch_bounds__(kThreads) take_step(const __grid_constant__ PriorWork work, uint32_t step) {
  __shared__ double share[kPoints], factor[kRows];
  share_of_step(work, step, share);
  if (blockIdx.x == 0 && threadIdx.x < kPoints) work.shares[step % 2][threadIdx.x] = share[threadIdx.x];
  const uint32_t first = blockIdx.x * kRows, rows = min(kRows, work.count - first);
  const double* const likelihood = work.likelihood + uint64_t{first} * kPoints;
  // Eight threads a value, a running sum each.
  const uint32_t lane = threadIdx.x % kSums;
  for (uint32_t begin = 0; begin < kRows; begin += kThreads / kSums) {
    const uint32_t r = begin + threadIdx.x / kSums;
    double sum = 0.0;
    if (r < rows) {
#pragma unroll
      for (uint32_t k = 0; k < kPoints; k += kSums) sum += likelihood[r * kPoints + k + lane] * share[k + lane];
    }
#pragma unroll
    for (uint32_t other = 1; other < kSums; other *= 2) sum = sum + __shfl_xor_sync(0xffffffffu, sum, other);
    if (lane == 0) factor[r] = sum > 0.0 ? 1.0 / sum : 0.0;
  }
  __syncthreads();
  if (threadIdx.x >= kPoints) return;
  double next = 0.0;
#pragma unroll 16
  for (uint32_t r = 0; r < rows; ++r) next += factor[r] * likelihood[r * kPoints + threadIdx.x];
  work.parts[step % 2][blockIdx.x * kPoints + threadIdx.x] = next;
}

/** A thread a value, after `steps` steps. */
__global__ void __launch_bounds__(kThreads) take_means(const __grid_constant__ PriorWork work, uint32_t steps) {
  __shared__ double share[kPoints];
  share_of_step(work, steps, share);
  if (blockIdx.x == 0 && threadIdx.x < kPoints) work.share[threadIdx.x] = share[threadIdx.x];
  const uint32_t i = blockIdx.x * kThreads + threadIdx.x;
  if (i >= work.count) return;
  double weight = 0.0, sum = 0.0;
  for (uint32_t k = 0; k < kPoints; ++k) {
    const double w = work.likelihood[uint64_t{i} * kPoints + k] * share[k];
    weight += w;
    sum += w * work.grid[k];
  }
  if (!(weight > 0.0)) {
    weight = sum = 0.0;
    for (uint32_t k = 0; k < kPoints; ++k) {
      weight += share[k];
      sum += share[k] * work.grid[k];
    }
  }
  work.mean[i] = sum / weight;
}

}  // namespace

void estimate_prior(const PriorWork& work, uint32_t steps, cudaStream_t stream) {
  constexpr uint32_t kValuesOfBlock = kThreads / 32;
  fill_likelihood<<<(work.count + kValuesOfBlock - 1) / kValuesOfBlock, kThreads, 0, stream>>>(work);
  for (uint32_t step = 0; step < steps; ++step) take_step<<<work.blocks(), kThreads, 0, stream>>>(work, step);
  take_means<<<(work.count + kThreads - 1) / kThreads, kThreads, 0, stream>>>(work, steps);
  check_launch("estimating the prior");
}

}  // namespace tessera::cuda
