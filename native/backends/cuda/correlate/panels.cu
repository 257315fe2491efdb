#include "backends/cuda/correlate/panels.h"

#include <algorithm>

#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/device/check.h"
#include "formulas/series/standardise.h"

namespace tessera::cuda {

namespace {

/** What a grid may have in its second direction. */
constexpr uint32_t kMostBlocksDown = 65535;

/** k: index of a row that counts. */
__device__ double panel_cell(const PanelSource& from, PositionRange range, uint64_t p, uint32_t k) {
  if (p >= range.count) return 0.0;
  const uint64_t id = range.ids == nullptr ? range.first + p : range.ids[range.first + p];
  const uint32_t t = from.weights.rows == nullptr ? k : from.weights.rows[k];
  const double x = from.cells.cells[(from.local ? p : id) * from.cells.pitch + t];
  const double z = x == x ? formulas::standardised(x, from.scale[id].mean, from.scale[id].norm) : x;
  return from.weights.rows == nullptr || from.weights_outside ? z : from.weights.root[k] * z;
}

__global__ void standardise(PanelSource from, PositionRange range, uint64_t pairs, double2* to) {
  const uint32_t observations = from.observations();
  for (uint64_t pair = uint64_t{blockIdx.x} * blockDim.y + threadIdx.y; pair < pairs;
       pair += uint64_t{gridDim.x} * blockDim.y) {
    for (uint32_t k = threadIdx.x; k < observations; k += blockDim.x) {
      to[pair * observations + k] =
          make_double2(panel_cell(from, range, 2 * pair, k), panel_cell(from, range, 2 * pair + 1, k));
    }
  }
}

/** A block per tile and stage of observations, through shared memory: both sides are read and written in runs. */
__global__ void round_to_single(const double2* from, uint32_t observations, uint32_t first_stage, float* to) {
  __shared__ float turned[kDepth][kPanelGrain + 1];
  const uint32_t first = (first_stage + blockIdx.y) * kDepth;
  const double2* const tile = from + uint64_t{blockIdx.x} * (kPanelGrain / 2) * observations;
  for (uint32_t k = threadIdx.x; k < kPanelGrain / 2 * kDepth; k += blockDim.x) {
    const uint32_t pair = k / kDepth, t = k % kDepth;
    if (first + t >= observations) continue;
    const double2 z = tile[uint64_t{pair} * observations + first + t];
    turned[t][2 * pair] = __double2float_rn(z.x);
    turned[t][2 * pair + 1] = __double2float_rn(z.y);
  }
  __syncthreads();
  float* const out = to + (uint64_t{blockIdx.x} * observations + first) * kPanelGrain;
  for (uint32_t k = threadIdx.x; k < kPanelGrain * kDepth; k += blockDim.x) {
    const uint32_t t = k / kPanelGrain;
    if (first + t < observations) out[k] = turned[t][k % kPanelGrain];
  }
}

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

uint64_t CorrelationPanel::bytes(uint64_t observations, uint64_t count, Precision precision) {
  return panel_padded(count) * observations * (sizeof(double) + (precision == Precision::kSingle ? sizeof(float) : 0));
}

CorrelationPanel::CorrelationPanel(DeviceMemory& memory, cudaStream_t stream, const PanelSource& source, PositionRange range,
                                   Precision precision)
    : z_(memory, panel_padded(range.count) * source.observations(), "the standardised matrix"), range_(range) {
  const uint32_t observations = source.observations();
  const uint64_t pairs = panel_padded(range.count) / 2;
  const auto blocks = static_cast<uint32_t>(pairs / 4 < 1048576 ? pairs / 4 : 1048576);
  standardise<<<blocks, dim3(64, 4), 0, stream>>>(source, range, pairs, reinterpret_cast<double2*>(z_.data()));
  check_launch("standardising the matrix");
  if (precision == Precision::kDouble) return;
  single_ = DeviceArray<float>(memory, z_.size(), "the standardised matrix");
  const dim3 tiles(static_cast<uint32_t>(pairs / (kPanelGrain / 2)), (observations + kDepth - 1) / kDepth);
  for (uint32_t first = 0; first < tiles.y; first += kMostBlocksDown) {
    round_to_single<<<dim3(tiles.x, std::min(kMostBlocksDown, tiles.y - first)), 256, 0, stream>>>(
        reinterpret_cast<const double2*>(z_.data()), observations, first, single_.data());
  }
  check_launch("rounding the standardised matrix");
}

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
