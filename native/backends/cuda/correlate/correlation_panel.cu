#include <algorithm>

#include "backends/cuda/correlate/correlation_panel.h"
#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/device/check.h"
#include "formulas/standardise.h"

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

}  // namespace tessera::cuda
