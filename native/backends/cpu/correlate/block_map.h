#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <vector>

#include "backends/cpu/correlate/correlation_kernels.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/**
 * Sums that threads add to in any order with the same result: fixed point in 64-bit integers, whose addition is
 * associative. The scale leaves room for `terms` values of magnitude 1, with an error under 2^-44 each at 2^17.
 */
class FixedSums {
 public:
  FixedSums(size_t count, uint64_t terms)
      : scale_(std::ldexp(1.0, 61 - static_cast<int>(std::bit_width(terms)))), sums_(count, 0) {}

  void add(size_t i, double value) {
    std::atomic_ref(sums_[i]).fetch_add(std::llround(value * scale_), std::memory_order_relaxed);
  }
  /** Goes on from these sums, in units of this number of terms; null = from 0. */
  void begin_with(const int64_t* units) {
    if (units != nullptr) std::copy_n(units, sums_.size(), sums_.begin());
  }
  void write_units(int64_t* units) const {
    if (units != nullptr) std::copy(sums_.begin(), sums_.end(), units);
  }
  double operator[](size_t i) const { return static_cast<double>(sums_[i]) / scale_; }
  bool empty() const { return sums_.empty(); }

 private:
  double scale_;
  std::vector<int64_t> sums_;
};

/** value = max(value, candidate), from any thread. */
inline void raise_to(double& value, double candidate) {
  std::atomic_ref<double> shared(value);
  double seen = shared.load(std::memory_order_relaxed);
  while (candidate > seen && !shared.compare_exchange_weak(seen, candidate, std::memory_order_relaxed)) {}
}

/** value = min(value, candidate), from any thread. */
inline void lower_to(double& value, double candidate) {
  std::atomic_ref<double> shared(value);
  double seen = shared.load(std::memory_order_relaxed);
  while (candidate < seen && !shared.compare_exchange_weak(seen, candidate, std::memory_order_relaxed)) {}
}

/**
 * The map's lowest level: mean, minimum and maximum of rho over blocks of `block_size` positions. Pairs a < b alone: a
 * strategy is no pair with itself. Tiles are added from any thread in any order.
 */
class BlockMap {
 public:
  BlockMap(uint64_t count, uint32_t block_size);

  /** Goes on from what a map of the same shape came to so far, and says what it has come to. [blocks][blocks] each. */
  void begin_with(const int64_t* units, const double* least, const double* largest);
  void write_state(int64_t* units, double* least, double* largest) const;

  /** What stands for the strategy at this place where it is alone in its block, which then has no pair. */
  void set_lone(uint64_t place, double value);

  /** Adds a tile whose first cell lies at these positions; rows and columns are its valid part. */
  void add(const CorrelationKernels& kernels, const double* rho, uint64_t row_position, uint64_t column_position, uint32_t rows,
           uint32_t columns);

  /**
   * Writes [blocks][blocks], both triangles; any pointer may be null. A block without pairs (one strategy with
   * itself) has what was set for it in all three.
   */
  void write(float* mean, float* smallest, float* largest) const;

 private:
  uint64_t pairs(uint64_t row, uint64_t column) const;

  uint64_t count_;
  uint64_t block_size_;
  uint64_t blocks_;
  FixedSums sums_;
  std::vector<double> smallest_, largest_;
};

}  // namespace tessera::cpu
