#include "backends/cpu/correlate/tile_products.h"

#include <algorithm>

#include "formulas/series/standardise.h"

namespace tessera::cpu {

double exact_pair(const CorrelationSource& source, uint64_t a, uint64_t b) {
  formulas::Standardise<double> first, second;
  const auto for_shared = [&](const auto& visit) {
    for (uint32_t t = 0; t < source.observations(); ++t) {
      const double x = source.rows()[t][a];
      const double y = source.rows()[t][b];
      if (x == x && y == y) visit(x, y, source.weight() == nullptr ? 1.0 : source.weight()[t]);
    }
  };
  for_shared([&](double x, double y, double weight) {
    first.add(x, weight);
    second.add(y, weight);
  });
  const double mean_a = first.mean();
  const double mean_b = second.mean();
  double product = 0.0;
  for_shared([&](double x, double y, double weight) {
    first.add_deviation(x, mean_a, weight);
    second.add_deviation(y, mean_b, weight);
    product += weight * ((x - mean_a) * (y - mean_b));
  });
  const double norm = first.norm() * second.norm();
  return norm > 0.0 ? std::clamp(product / norm, -1.0, 1.0) : 0.0;
}

const double* TileProducts::compute(const CorrelationPanels& a, uint64_t row, const CorrelationPanels& b, uint64_t column) {
  correlation_kernels(session_.instructions)
      .multiply(a.standardised(row), b.standardised(column), a.observations(), rho_.data());
  if (a.has_missing(row) || b.has_missing(column)) compute_pairwise(a, row, b, column);
  return rho_.data();
}

void TileProducts::compute_pairwise(const CorrelationPanels& a, uint64_t row, const CorrelationPanels& b, uint64_t column) {
  constexpr size_t kCells = size_t{kTile} * kTile;
  if (sums_.size() == 0) sums_ = AlignedArray<double>(5 * kCells);
  double* const sums = sums_.data();
  const auto multiply = [&](const double* left, const double* right, size_t slot) {
    correlation_kernels(session_.instructions).multiply(left, right, a.observations(), sums + slot * kCells);
  };
  multiply(a.present(row), b.present(column), 0);
  multiply(a.standardised(row), b.present(column), 1);
  multiply(a.present(row), b.standardised(column), 2);
  multiply(a.squared(row), b.present(column), 3);
  multiply(a.present(row), b.squared(column), 4);
  correlation_kernels(session_.instructions)
      .finish_pairwise({rho_.data(), sums, sums + kCells, sums + 2 * kCells, sums + 3 * kCells, sums + 4 * kCells});

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
