#include "backends/cuda/correlate/signed_means.cuh"
#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

/** Pairs of strategies that one block adds up, in order. */
constexpr uint32_t kPairsPerBlock = 64;

__global__ void add_parts(const double2* z, uint64_t pairs, uint32_t observations, double* parts) {
  const uint64_t begin = uint64_t{blockIdx.x} * kPairsPerBlock;
  const uint64_t end = min(begin + kPairsPerBlock, static_cast<uint64_t>(pairs));
  for (uint32_t t = threadIdx.x; t < observations; t += blockDim.x) {
    double even = 0.0, odd = 0.0;
    for (uint64_t pair = begin; pair < end; ++pair) {
      const double2 value = z[pair * observations + t];
      even += value.x;
      odd += value.y;
    }
    parts[uint64_t{blockIdx.x} * observations + t] = even + odd;
  }
}

__global__ void add_total(const double* parts, uint32_t count, uint32_t observations, double* total) {
  const uint32_t t = blockIdx.x * blockDim.x + threadIdx.x;
  if (t >= observations) return;
  double sum = total[t];
  for (uint32_t part = 0; part < count; ++part) sum += parts[uint64_t{part} * observations + t];
  total[t] = sum;
}

/** A warp per pair of strategies; lanes take observations in turn and are added in a fixed tree. */
__global__ void dot_total(const double2* z, PositionRange range, uint32_t observations, const double* total, double* sums) {
  const uint64_t pair = (uint64_t{blockIdx.x} * blockDim.x + threadIdx.x) / 32;
  if (2 * pair >= range.count) return;
  double even = 0.0, odd = 0.0;
  for (uint32_t t = threadIdx.x % 32; t < observations; t += 32) {
    const double2 value = z[pair * observations + t];
    even += value.x * (total[t] - value.x);
    odd += value.y * (total[t] - value.y);
  }
  for (uint32_t step = 16; step > 0; step /= 2) {
    even += __shfl_xor_sync(0xffffffffu, even, step);
    odd += __shfl_xor_sync(0xffffffffu, odd, step);
  }
  if (threadIdx.x % 32 > 1) return;
  const uint64_t p = 2 * pair + threadIdx.x % 32;
  if (p >= range.count) return;
  const uint64_t id = range.ids == nullptr ? range.first + p : range.ids[range.first + p];
  sums[id] = threadIdx.x % 32 == 0 ? even : odd;
}

}  // namespace

SignedMeans::SignedMeans(DeviceMemory& memory, cudaStream_t stream, uint32_t observations)
    : observations_(observations), total_(memory, observations, "column totals") {
  check(cudaMemsetAsync(total_.data(), 0, total_.bytes(), stream), "clearing column totals");
}

void SignedMeans::add(DeviceMemory& memory, const CorrelationPanel& panel, cudaStream_t stream) {
  const uint64_t pairs = panel_padded(panel.range().count) / 2;
  const auto blocks = static_cast<uint32_t>((pairs + kPairsPerBlock - 1) / kPairsPerBlock);
  parts_.reserve(memory, uint64_t{blocks} * observations_, "column totals");
  add_parts<<<blocks, 128, 0, stream>>>(reinterpret_cast<const double2*>(panel.data()), pairs, observations_, parts_.data());
  add_total<<<(observations_ + 63) / 64, 64, 0, stream>>>(parts_.data(), blocks, observations_, total_.data());
  check_launch("adding up the columns");
}

void SignedMeans::row_sums(const CorrelationPanel& panel, double* sums, cudaStream_t stream) const {
  const uint64_t warps = (panel.range().count + 1) / 2;
  dot_total<<<static_cast<uint32_t>((warps + 3) / 4), 128, 0, stream>>>(reinterpret_cast<const double2*>(panel.data()),
                                                                        panel.range(), observations_, total_.data(), sums);
  check_launch("mean correlations");
}

}  // namespace tessera::cuda
