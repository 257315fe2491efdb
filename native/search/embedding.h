#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/evaluator.h"

namespace tessera::search {

/**
 * Few numbers that describe a portfolio's P&L series: mean, deviation and max drawdown, and its coordinates along the
 * leading principal directions of the strategies' series (eigenvectors of the T x T dual of the table, by orthogonal
 * iteration over a sample of the strategies: Golub, Van Loan, "Matrix computations", 8.2.4). In units of the strategies'
 * typical deviation. Depends on the problem alone.
 */
class Embedding {
 public:
  Embedding(const Problem& problem, std::uint32_t directions);

  std::uint32_t dimensions() const { return 3 + directions_; }
  /** Features of portfolios given as [portfolio][n], to [portfolio][dimensions()]. */
  void describe(Evaluator& evaluator, std::span<const std::uint32_t> members, std::vector<double>& features) const;

 private:
  const Problem& problem_;
  std::uint32_t directions_;
  std::vector<double> basis_;  // [direction][T], orthonormal
  double scale_ = 1;           // root mean square of the sampled cells
};

}  // namespace tessera::search
