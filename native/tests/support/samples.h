#pragma once

#include <cstdint>
#include <vector>

namespace tessera::test {

/** A time-major matrix that owns its rows. */
struct Matrix {
  uint64_t observations, strategies;
  std::vector<double> cells;

  double at(uint64_t t, uint64_t i) const { return cells[t * strategies + i]; }
  std::vector<const double*> rows() const;
};

/**
 * Families of correlated columns with a heavy left tail, currency. Column 3 copies column 1, column 5 is constant at a
 * value that is no binary fraction, column 7 is all 0 (where there are so many). missing = share of NaN cells.
 */
Matrix sample_matrix(uint64_t observations, uint64_t strategies, double missing = 0.0);

/** `count` portfolios of `size` distinct strategies, ascending. */
std::vector<uint32_t> sample_portfolios(uint64_t count, uint32_t size, uint64_t strategies);

}  // namespace tessera::test
