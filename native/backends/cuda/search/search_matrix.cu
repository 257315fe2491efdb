#include "backends/cuda/search/search_matrix.h"

#include "backends/cuda/device/check.h"
#include "formulas/series/standardise.h"
#include "search/columns.h"

namespace tessera::cuda {

namespace {

/** What a SearchMatrix is filled from and to; prefix and unit may be null. */
struct SearchColumns {
  CellsView pnl, source;
  const Scale* scale;
  double* standardised;  // [N][standardised_pitch]
  uint64_t standardised_pitch;
  uint8_t* varying;  // [N]
  double* prefix;    // [T][N]
  float* unit;       // [Tc][N]
};

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

/** Asynchronous. */
void fill_columns(const SearchColumns& columns, cudaStream_t stream) {
  constexpr uint32_t threads = 128;
  const auto blocks = static_cast<uint32_t>((columns.pnl.strategies + threads - 1) / threads);
  fill<<<blocks, threads, 0, stream>>>(columns);
  check_launch("preparing the table for searches");
}

}  // namespace

SearchMatrix::SearchMatrix(DeviceSession& device, bool bounded) {
  const CellsView pnl = device.pnl(), source = device.source();
  const uint64_t n = pnl.strategies;
  DeviceMemory& memory = device.memory();
  standardised_ = DeviceArray<double>(memory, n * row_pitch(source.observations), "standardised columns of searches");
  varying_ = DeviceArray<uint8_t>(memory, n, "columns of searches");
  if (bounded) {
    prefix_ = DeviceArray<double>(memory, n * pnl.observations, "running sums of searches");
    unit_ = DeviceArray<float>(memory, n * source.observations, "unit columns of searches");
  }
  const Stream stream;
  fill_columns({pnl, source, device.scale().data(), standardised_.data(), row_pitch(source.observations), varying_.data(),
                prefix_.data(), unit_.data()},
               stream);
  stream.wait();
}

uint64_t SearchMatrix::bytes(const SessionShape& shape) {
  const uint64_t rows = shape.observations, correlation_rows = shape.correlation_observations();
  const uint64_t bounds = rows * sizeof(double) + correlation_rows * sizeof(float);
  const bool bounded = shape.strategies * bounds <= search::kColumnsLimitBytes;
  return shape.strategies * (row_pitch(correlation_rows) * sizeof(double) + 1 + (bounded ? bounds : 0));
}

SearchMatrixView SearchMatrix::view(const DeviceSession& device) const {
  const CellsView pnl = device.pnl(), source = device.source();
  return {pnl.cells,       pnl.pitch,      standardised_.data(), row_pitch(source.observations),
          varying_.data(), prefix_.data(), unit_.data()};
}

const SearchMatrix& SearchMatrices::of(DeviceSession& device, bool bounded) {
  const std::lock_guard lock(mutex_);
  auto& made = made_[&device];
  for (const auto& matrix : made) {
    if (matrix->bounded() || !bounded) return *matrix;
  }
  return *made.emplace_back(std::make_unique<SearchMatrix>(device, bounded));
}

}  // namespace tessera::cuda
