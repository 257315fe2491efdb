#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "backends/cuda/search/island_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** What searches read of a session's table on one device, beside the cells; shared by all of them. */
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

/** Of every device of a session; kept there from the first search on. */
class SearchMatrices {
 public:
  /** The device is current. Any thread. Throws Failure. */
  const SearchMatrix& of(DeviceSession& device, bool bounded);

 private:
  std::mutex mutex_;
  std::map<const DeviceSession*, std::vector<std::unique_ptr<SearchMatrix>>>
      made_;  // a later one has what an earlier one had not
};

}  // namespace tessera::cuda
