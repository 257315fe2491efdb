#pragma once

#include <vector>

#include "backends/cpu/correlate/fixed_sums.h"
#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/**
 * The map's lowest level: mean, minimum and maximum of rho over blocks of `block_size` positions. Pairs a < b alone: a
 * strategy is no pair with itself. Tiles are added from any thread in any order.
 */
class BlockMap {
 public:
  BlockMap(uint64_t count, uint32_t block_size);

  /** Adds a tile whose first cell lies at these positions; rows and columns are its valid part. */
  void add(const CorrelationKernels& kernels, const double* rho, uint64_t row_position, uint64_t column_position, uint32_t rows,
           uint32_t columns);

  /**
   * Writes [blocks][blocks], both triangles; any pointer may be null. A block without pairs (one strategy with
   * itself) has lone[block] in all three.
   */
  void write(const std::vector<float>& lone, float* mean, float* smallest, float* largest) const;

  uint64_t blocks() const { return blocks_; }

 private:
  uint64_t pairs(uint64_t row, uint64_t column) const;

  uint64_t count_;
  uint64_t block_size_;
  uint64_t blocks_;
  FixedSums sums_;
  std::vector<double> smallest_, largest_;
};

}  // namespace tessera::cpu
