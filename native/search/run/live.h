#pragma once

#include <atomic>
#include <cstdint>
#include <span>

#include "search/bytes.h"
#include "search/portfolio.h"

namespace tessera::search {

/** What a run has done so far. */
struct Progress {
  uint64_t spent = 0;        // budget used
  uint64_t evaluations = 0;  // portfolios and swaps scored
  uint64_t screened = 0;     // swaps ruled out by a bound
  uint32_t generation = 0;
  double spread = 0;
  double seconds = 0;
};

/**
 * The caller's view of a running search: doubles that the search writes between generations and others read at any
 * time, each by itself whole. Layout: budget spent, best fitness, generation, spread, seconds, curve length, evaluations,
 * screened, turn, then the n members of the best portfolio, then pairs (budget spent, best fitness) of the
 * convergence curve. When the curve is full every second point is dropped. `turn` is odd while members change.
 */
class Live {
 public:
  /** `size` = n; too short a buffer is left alone. */
  Live(std::span<double> slots, uint32_t size) : slots_(slots), size_(size) {}

  void report(const Progress& progress);
  /** Takes over a new best and adds a point to the curve. */
  void improved(uint64_t spent, const Portfolio& best);

  /** The curve, so that a resumed run has the one that an uninterrupted run has. */
  void save(ByteWriter& writer) const;
  void load(ByteReader& reader);

 private:
  static constexpr size_t kHead = 9;
  size_t curve() const { return kHead + size_; }
  size_t capacity() const { return slots_.size() < curve() ? 0 : (slots_.size() - curve()) / 2; }
  double get(size_t slot) const { return std::atomic_ref(slots_[slot]).load(std::memory_order_acquire); }
  void set(size_t slot, double value) const { std::atomic_ref(slots_[slot]).store(value, std::memory_order_release); }

  std::span<double> slots_;
  size_t size_;
};

}  // namespace tessera::search
