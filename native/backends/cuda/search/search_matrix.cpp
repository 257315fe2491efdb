#include "backends/cuda/search/search_matrix.h"

#include "backends/cuda/search/search_columns.h"
#include "search/columns.h"

namespace tessera::cuda {

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
  fill_search_columns({pnl, source, device.scale().data(), standardised_.data(), row_pitch(source.observations),
                       varying_.data(), prefix_.data(), unit_.data()},
                      stream);
  stream.wait();
}

uint64_t SearchMatrix::bytes(const SessionShape& shape) {
  const uint64_t rows = shape.observations, correlation_rows = shape.correlation_observations();
  const uint64_t bounds = rows * sizeof(double) + correlation_rows * sizeof(float);
  const bool bounded = shape.strategies * bounds <= search::columns_limit_bytes;
  return shape.strategies * (row_pitch(correlation_rows) * sizeof(double) + 1 + (bounded ? bounds : 0));
}

SearchMatrixView SearchMatrix::view(const DeviceSession& device) const {
  const CellsView pnl = device.pnl(), source = device.source();
  return {pnl.cells,       pnl.pitch,      standardised_.data(), row_pitch(source.observations),
          varying_.data(), prefix_.data(), unit_.data()};
}

}  // namespace tessera::cuda
