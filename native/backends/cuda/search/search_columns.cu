#include "backends/cuda/device/check.h"
#include "backends/cuda/search/search_columns.h"
#include "formulas/standardise.h"

namespace tessera::cuda {

namespace {

/** One thread per strategy: the sums of search/columns.cpp, in its order. */
__global__ void fill(const __grid_constant__ SearchColumns columns) {
  const uint64_t n = columns.pnl.strategies;
  const uint64_t i = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (i >= n) return;
  const Scale scale = columns.scale[i];
  const double* const source = columns.source.cells + i * columns.source.pitch;
  double* const standardised = columns.standardised + i * columns.standardised_pitch;
  double square = 0.0;
  for (uint32_t t = 0; t < columns.source.observations; ++t) {
    const double z = formulas::standardised(source[t], scale.mean, scale.norm);
    standardised[t] = z;
    square += z * z;
  }
  columns.varying[i] = scale.norm > 0.0 ? 1 : 0;
  if (columns.prefix == nullptr) return;
  const double length = scale.norm > 0.0 && square > 0.0 ? 1.0 / sqrt(square) : 0.0;
  for (uint32_t t = 0; t < columns.source.observations; ++t) {
    columns.unit[t * n + i] = static_cast<float>(standardised[t] * length);
  }
  const double* const pnl = columns.pnl.cells + i * columns.pnl.pitch;
  double running = 0.0;
  for (uint32_t t = 0; t < columns.pnl.observations; ++t) {
    columns.prefix[t * n + i] = running += pnl[t] == pnl[t] ? pnl[t] : 0.0;
  }
}

}  // namespace

void fill_search_columns(const SearchColumns& columns, cudaStream_t stream) {
  constexpr uint32_t threads = 128;
  const auto blocks = static_cast<uint32_t>((columns.pnl.strategies + threads - 1) / threads);
  fill<<<blocks, threads, 0, stream>>>(columns);
  check_launch("preparing the table for searches");
}

}  // namespace tessera::cuda
