#include "backends/cuda/search/search_matrix.h"

#include "backends/cuda/search/search_columns.h"

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

SearchMatrixView SearchMatrix::view(const DeviceSession& device) const {
  const CellsView pnl = device.pnl(), source = device.source();
  return {pnl.cells,        pnl.pitch,      standardised_.data(), row_pitch(source.observations),
          varying_.data(),  prefix_.data(), unit_.data()};
}

}  // namespace tessera::cuda
