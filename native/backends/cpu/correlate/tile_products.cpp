#include "backends/cpu/correlate/tile_products.h"

#include <algorithm>

#include "backends/cpu/correlate/exact_pair.h"

namespace tessera::cpu {

const double* TileProducts::compute(const CorrelationPanels& a, uint64_t row, const CorrelationPanels& b, uint64_t column) {
  session_.kernels.correlation->multiply(a.standardised(row), b.standardised(column), a.observations(), rho_.data());
  if (a.has_missing(row) || b.has_missing(column)) compute_pairwise(a, row, b, column);
  return rho_.data();
}

void TileProducts::compute_pairwise(const CorrelationPanels& a, uint64_t row, const CorrelationPanels& b, uint64_t column) {
  constexpr size_t kCells = size_t{kTile} * kTile;
  if (sums_.size() == 0) sums_ = AlignedArray<double>(5 * kCells);
  double* const sums = sums_.data();
  const auto multiply = [&](const double* left, const double* right, size_t slot) {
    session_.kernels.correlation->multiply(left, right, a.observations(), sums + slot * kCells);
  };
  multiply(a.present(row), b.present(column), 0);
  multiply(a.standardised(row), b.present(column), 1);
  multiply(a.present(row), b.standardised(column), 2);
  multiply(a.squared(row), b.present(column), 3);
  multiply(a.present(row), b.squared(column), 4);
  session_.kernels.correlation->finish_pairwise(
      {rho_.data(), sums, sums + kCells, sums + 2 * kCells, sums + 3 * kCells, sums + 4 * kCells});

  const uint64_t rows = std::min<uint64_t>(kTile, a.count() - row * kTile);
  const uint64_t columns = std::min<uint64_t>(kTile, b.count() - column * kTile);
  for (uint64_t i = 0; i < rows; ++i) {
    for (uint64_t j = 0; j < columns; ++j) {
      double& rho = rho_[i * kTile + j];
      if (rho == rho) continue;
      rho = exact_pair(a.source(), a.strategy(row * kTile + i), b.strategy(column * kTile + j));
    }
  }
}

}  // namespace tessera::cpu
