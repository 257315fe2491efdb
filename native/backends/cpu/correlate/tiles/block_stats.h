#pragma once

#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "backends/cpu/correlate/tiles/reduce_tile.h"

namespace tessera::cpu {
namespace {

BlockStats block_stats(const double* rho, uint32_t row_begin, uint32_t row_end, uint32_t column_begin, uint32_t column_end,
                       bool above_diagonal) {
  Vec sums{}, low = splat<Vec>(1.0), high = splat<Vec>(-1.0);
  double sum = 0.0, smallest = 1.0, largest = -1.0;
  for (uint32_t i = row_begin; i < row_end; ++i) {
    const double* const row = rho + i * kTile;
    uint32_t j = above_diagonal && i + 1 > column_begin ? i + 1 : column_begin;
    for (; j + kLanes <= column_end; j += kLanes) {
      const Vec value = load(row + j);
      sums = sums + value;
      low = smaller(value, low);
      high = larger(value, high);
    }
    for (; j < column_end; ++j) {
      sum += row[j];
      smallest = smaller(row[j], smallest);
      largest = larger(row[j], largest);
    }
  }
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    sum += sums[lane];
    smallest = smaller(low[lane], smallest);
    largest = larger(high[lane], largest);
  }
  return {sum, smallest, largest};
}

}  // namespace
}  // namespace tessera::cpu
