#include "search/algorithms/embedding.h"

#include <algorithm>
#include <cmath>

namespace tessera::search {

namespace {

constexpr size_t kMostSamples = 512;
constexpr int kIterations = 12;

double dot(const double* a, const double* b, size_t count) {
  double sum = 0;
  for (size_t t = 0; t < count; ++t) sum += a[t] * b[t];
  return sum;
}

/** Gram-Schmidt, in place; a direction that vanishes becomes 0. */
void orthonormalise(std::vector<double>& basis, size_t rows) {
  for (size_t k = 0; k * rows < basis.size(); ++k) {
    double* own = basis.data() + k * rows;
    for (size_t j = 0; j < k; ++j) {
      const double* other = basis.data() + j * rows;
      const double share = dot(own, other, rows);
      for (size_t t = 0; t < rows; ++t) own[t] -= share * other[t];
    }
    const double length = std::sqrt(dot(own, own, rows));
    for (size_t t = 0; t < rows; ++t) own[t] = length > 1e-12 ? own[t] / length : 0.0;
  }
}

}  // namespace

Embedding::Embedding(const Problem& problem, uint32_t directions) : directions_(std::min(directions, problem.observations)) {
  const size_t rows = problem.observations;
  const size_t step = std::max<size_t>(1, problem.candidates.size() / kMostSamples);
  std::vector<uint32_t> sampled;
  for (size_t k = 0; k < problem.candidates.size(); k += step) sampled.push_back(problem.candidates[k]);
  Evaluator evaluator(problem, nullptr);
  std::vector<double> columns(sampled.size() * rows);
  if (!sampled.empty()) evaluator.pnl_sums(sampled, 1, columns.data());
  for (auto& cell : columns) cell = std::isfinite(cell) ? cell : 0.0;
  if (!columns.empty())
    scale_ = std::sqrt(dot(columns.data(), columns.data(), columns.size()) / static_cast<double>(columns.size()));
  if (!(scale_ > 0)) scale_ = 1;

  basis_.resize(directions_ * rows);
  for (size_t k = 0; k < basis_.size(); ++k) basis_[k] = std::sin(static_cast<double>(k + 1));
  orthonormalise(basis_, rows);
  std::vector<double> next(basis_.size());
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    std::fill(next.begin(), next.end(), 0.0);
    for (size_t i = 0; i < sampled.size(); ++i) {
      const double* column = columns.data() + i * rows;
      for (size_t k = 0; k < directions_; ++k) {
        const double share = dot(column, basis_.data() + k * rows, rows);
        for (size_t t = 0; t < rows; ++t) next[k * rows + t] += share * column[t];
      }
    }
    basis_.swap(next);
    orthonormalise(basis_, rows);
  }
}

}  // namespace tessera::search
