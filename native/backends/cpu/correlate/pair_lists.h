#pragma once

#include <algorithm>
#include <atomic>
#include <vector>

#include "backends/common/pair_order.h"
#include "backends/cpu/correlate/correlation_kernels.h"
#include "backends/cpu/correlate/panels.h"

namespace tessera::cpu {

/** Keeps the `capacity` first pairs of an order out of any number, in amortised constant time per pair. */
template <class Before>
class BoundedSelection {
 public:
  explicit BoundedSelection(uint64_t capacity) : capacity_(capacity) {}

  void add(const tsr_pair& pair) {
    if (capacity_ == 0 || (has_last_ && !Before{}(pair, last_))) return;
    pairs_.push_back(pair);
    if (pairs_.size() >= 2 * capacity_ && pairs_.size() >= 64) shrink();
  }

  /** Once known, a pair that does not come before it cannot be among the chosen. */
  const tsr_pair* last() const { return has_last_ ? &last_ : nullptr; }

  void add_all(const BoundedSelection& other) {
    for (const tsr_pair& pair : other.pairs_) add(pair);
  }

  /** Writes the chosen pairs in order; returns how many. */
  uint64_t take(tsr_pair* out) {
    std::sort(pairs_.begin(), pairs_.end(), Before{});
    const uint64_t count = std::min<uint64_t>(capacity_, pairs_.size());
    std::copy_n(pairs_.begin(), count, out);
    return count;
  }

 private:
  void shrink() {
    const auto last = pairs_.begin() + static_cast<ptrdiff_t>(capacity_ - 1);
    std::nth_element(pairs_.begin(), last, pairs_.end(), Before{});
    last_ = *last;
    has_last_ = true;
    pairs_.resize(capacity_);
  }

  uint64_t capacity_;
  std::vector<tsr_pair> pairs_;
  tsr_pair last_{};
  bool has_last_ = false;
};

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

  /** Whether any pair can be listed or counted. */
  bool wanted() const { return wants_top_ || threshold_ <= 1.0; }
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
