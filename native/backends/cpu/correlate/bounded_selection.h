#pragma once

#include <algorithm>
#include <vector>

#include "tessera_backend.h"

namespace tessera::cpu {

/** Larger rho first; equal ones by (a, b), so that the order is total and the same on any number of threads. */
struct LargerRho {
  bool operator()(const tsr_pair& x, const tsr_pair& y) const {
    if (x.rho != y.rho) return x.rho > y.rho;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  }
};

/** Ascending (a, b). */
struct EarlierPair {
  bool operator()(const tsr_pair& x, const tsr_pair& y) const { return x.a != y.a ? x.a < y.a : x.b < y.b; }
};

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

}  // namespace tessera::cpu
