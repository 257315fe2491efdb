#include "backends/cuda/device/check.h"
#include "backends/cuda/metrics/find_inversions.cuh"
#include "formulas/inversion_figures.h"

namespace tessera::cuda {

namespace {

/** One thread per strategy, in the order of every other backend. */
__global__ void __launch_bounds__(64) find(const __grid_constant__ StrategyBatch batch) {
  const uint64_t s = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (s >= batch.count) return;
  const double* const cells = batch.cells.cells + (batch.rows == nullptr ? s : batch.rows[s]) * batch.cells.pitch;
  const auto cell = [&](uint32_t t) { return cells[t]; };
  const auto figures = formulas::inversion_figures<double>(cell, batch.cells.observations);
  for (uint32_t figure = 0; figure < TSR_INVERSION_COUNT; ++figure) {
    batch.out[figure * batch.count + s] = figures.values[figure];
  }
}

}  // namespace

void find_inversions(const StrategyBatch& batch) {
  if (batch.count == 0) return;
  find<<<static_cast<uint32_t>((batch.count + 63) / 64), 64, 0, batch.stream>>>(batch);
  check_launch("finding what to invert");
}

}  // namespace tessera::cuda
