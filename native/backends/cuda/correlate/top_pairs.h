#pragma once

#include "backends/cuda/correlate/pair_buffer.h"
#include "backends/cuda/correlate/panel_store.h"
#include "backends/cuda/correlate/reduce_request.h"

namespace tessera::cuda {

/**
 * The k most correlated pairs in one pass: a sample of the tiles gives a value that a few times k pairs should reach,
 * the pass collects the pairs that do, and the best k of those are the answer when at least k were found and all
 * fitted. Otherwise the tiles are gone through again, portion by portion, keeping the best k so far.
 */
class TopPairs {
 public:
  explicit TopPairs(const ReduceRequest& request) : k_(request.top_k) {}

  /** Chooses the cut with this device's matrix. */
  void choose_cut(DeviceSession& device, PanelStore& store, const RunControl& control);
  double cut() const { return cut_; }
  /** How many pairs a device's list should hold. */
  uint64_t capacity() const;

  /** What one device found in the pass. */
  void add(const PairBuffer& found, cudaStream_t stream);
  /** The k pairs, in order. Goes through the tiles again when it must. */
  std::vector<tsr_pair> finish(DeviceSession& device, PanelStore& store, const RunControl& control);

 private:
  void keep_best();
  void search_in_portions(DeviceSession& device, PanelStore& store, const RunControl& control);

  uint64_t k_;
  double cut_;
  bool overflowed_ = false;
  std::vector<tsr_pair> pairs_;
};

}  // namespace tessera::cuda
