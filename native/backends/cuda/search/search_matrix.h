#pragma once

#include "backends/cuda/search/island_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** What searches read of a session's table on one device, beside the cells; made for the first of them and shared by all. */
class SearchMatrix {
 public:
  /** The device is current, the matrix resident. `bounded`: prefix sums and unit columns as well. Blocks. Throws Failure. */
  SearchMatrix(DeviceSession& device, bool bounded);

  /** Bytes of the parts, with prefix sums and unit columns where the host keeps its own (search/columns.h). */
  static uint64_t bytes(const SessionShape& shape);

  bool bounded() const { return prefix_.size() > 0; }
  SearchMatrixView view(const DeviceSession& device) const;

 private:
  DeviceArray<double> standardised_;
  DeviceArray<uint8_t> varying_;
  DeviceArray<double> prefix_;
  DeviceArray<float> unit_;
};

}  // namespace tessera::cuda
