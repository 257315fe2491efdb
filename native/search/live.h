#pragma once

#include <atomic>
#include <cstdint>
#include <span>

namespace tessera::search {

/**
 * The caller's view of a running search: doubles that the search writes between generations and others read at any
 * time, each by itself whole. Layout: evaluations, best fitness, generation, spread, seconds, curve length, then
 * pairs (evaluations, best fitness) of the convergence curve. When the curve is full every second point is dropped.
 */
class Live {
 public:
  explicit Live(std::span<double> slots) : slots_(slots) {}

  void report(std::uint64_t evaluations, double best, std::uint32_t generation, double spread, double seconds);
  /** Adds a point to the curve. */
  void improved(std::uint64_t evaluations, double best);

 private:
  static constexpr std::size_t head = 6;
  double get(std::size_t slot) const { return std::atomic_ref(slots_[slot]).load(std::memory_order_relaxed); }
  void set(std::size_t slot, double value) const {
    std::atomic_ref(slots_[slot]).store(value, std::memory_order_relaxed);
  }

  std::span<double> slots_;
};

}  // namespace tessera::search
