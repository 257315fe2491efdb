#include "backends/cuda/check.h"
#include "backends/cuda/correlation_panel.h"
#include "backends/cuda/tile_shape.h"
#include "formulas/standardise.h"

namespace tessera::cuda {

namespace {

__device__ double panel_cell(CellsView cells, bool local, const Scale* scale, PositionRange range, uint64_t p, uint32_t t) {
  if (p >= range.count) return 0.0;
  const uint64_t id = range.ids == nullptr ? range.first + p : range.ids[range.first + p];
  const double x = cells.cells[(local ? p : id) * cells.pitch + t];
  return x == x ? formulas::standardised(x, scale[id].mean, scale[id].norm) : x;
}

__global__ void standardise(CellsView cells, bool local, const Scale* scale, PositionRange range, uint64_t pairs,
                            double2* to) {
  for (uint64_t pair = uint64_t{blockIdx.x} * blockDim.y + threadIdx.y; pair < pairs;
       pair += uint64_t{gridDim.x} * blockDim.y) {
    for (uint32_t t = threadIdx.x; t < cells.observations; t += blockDim.x) {
      to[pair * cells.observations + t] = make_double2(panel_cell(cells, local, scale, range, 2 * pair, t),
                                                       panel_cell(cells, local, scale, range, 2 * pair + 1, t));
    }
  }
}

}  // namespace

uint64_t CorrelationPanel::bytes(uint64_t observations, uint64_t count) {
  return panel_padded(count) * observations * sizeof(double);
}

CorrelationPanel::CorrelationPanel(DeviceMemory& memory, cudaStream_t stream, CellsView cells, bool cells_local,
                                   const Scale* scale, PositionRange range)
    : z_(memory, panel_padded(range.count) * cells.observations, "the standardised matrix"), range_(range) {
  const uint64_t pairs = panel_padded(range.count) / 2;
  const auto blocks = static_cast<uint32_t>(pairs / 4 < 1048576 ? pairs / 4 : 1048576);
  standardise<<<blocks, dim3(64, 4), 0, stream>>>(cells, cells_local, scale, range, pairs,
                                                  reinterpret_cast<double2*>(z_.data()));
  check_launch("standardising the matrix");
}

}  // namespace tessera::cuda
