#pragma once

#include "backends/cuda/correlate/pair_buffer.h"
#include "backends/cuda/correlate/panel_store.h"
#include "backends/cuda/correlate/reduce_request.h"

namespace tessera::cuda {

/**
 * The first `capacity` pairs, ascending (a, b), with |rho| at or over the threshold, and how many there are. The pass
 * collects them all; when they do not fit, the tiles are gone through again row by row until the list is full.
 */
class ThresholdPairs {
 public:
  ThresholdPairs(const SessionData& data, const ReduceRequest& request)
      : data_(data), capacity_(request.list_capacity), threshold_(request.threshold) {}

  /** How many pairs a device's list should hold. */
  uint64_t list_capacity() const;

  /** What one device found in the pass. */
  void add(const PairBuffer& found, cudaStream_t stream);
  uint64_t count() const { return count_; }
  std::vector<tsr_pair> finish(DeviceSession& device, const CorrelationColumns& columns, const RunControl& control);

 private:
  void search_by_row(DeviceSession& device, const CorrelationColumns& columns, const RunControl& control);

  const SessionData& data_;
  uint64_t capacity_;
  double threshold_;
  uint64_t count_ = 0;
  bool overflowed_ = false;
  std::vector<tsr_pair> pairs_;
};

}  // namespace tessera::cuda
