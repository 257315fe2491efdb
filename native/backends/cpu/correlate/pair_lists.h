#pragma once

#include <atomic>

#include "backends/cpu/correlate/bounded_selection.h"
#include "backends/cpu/correlate/correlation_panels.h"
#include "backends/cpu/correlate/tiles/correlation_kernels.h"

namespace tessera::cpu {

/** Where in the matrix a tile lies: positions of its first cell, and its valid part. */
struct TilePlace {
  uint64_t row, column;
  uint32_t rows, columns;
  bool diagonal;
};

/** One worker's most correlated pairs and pairs at or over the threshold. */
class PairLists {
 public:
  PairLists(uint64_t top_k, double threshold, uint64_t threshold_capacity)
      : wants_top_(top_k > 0), threshold_(threshold), top_(top_k), over_(threshold_capacity) {}

  /**
   * Looks through the rows of a tile whose maxima reach a limit. `bound` is shared by all workers: no pair under it
   * can be among the top k.
   */
  void add(const CorrelationPanels& panels, const TilePlace& place, const TileReduction& tile, std::atomic<double>& bound);

  void add_all(const PairLists& other);

  uint64_t over_count() const { return over_count_; }
  BoundedSelection<LargerRho>& top() { return top_; }
  BoundedSelection<EarlierPair>& over() { return over_; }

 private:
  bool wants_top_;
  double threshold_;
  BoundedSelection<LargerRho> top_;
  BoundedSelection<EarlierPair> over_;
  uint64_t over_count_ = 0;
};

}  // namespace tessera::cpu
