#pragma once

#include <cstdint>
#include <vector>

#include "search/host/evaluator.h"

namespace tessera::search {

/**
 * Leading principal directions of the strategies' series (eigenvectors of the T x T dual of the table, by orthogonal
 * iteration over a sample of the strategies: Golub, Van Loan, "Matrix computations", 8.2.4), along which bo describes
 * portfolios (island/bayesian.h). Depends on the problem alone.
 */
class Embedding {
 public:
  Embedding(const Problem& problem, uint32_t directions);

  uint32_t directions() const { return directions_; }
  /** [direction][T], orthonormal. */
  const double* basis() const { return basis_.data(); }
  /** Root mean square of the sampled cells. */
  double scale() const { return scale_; }

 private:
  uint32_t directions_;
  std::vector<double> basis_;
  double scale_ = 1;
};

}  // namespace tessera::search
