#include "tests/support/samples.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace tessera::test {

std::vector<const double*> Matrix::rows() const {
  std::vector<const double*> all;
  for (uint64_t t = 0; t < observations; ++t) all.push_back(cells.data() + t * strategies);
  return all;
}

Matrix sample_matrix(uint64_t observations, uint64_t strategies, double missing) {
  Matrix m{observations, strategies, std::vector<double>(observations * strategies)};
  std::mt19937_64 random(observations * 1000003 + strategies);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  for (uint64_t t = 0; t < observations; ++t) {
    double family = 0;
    for (uint64_t i = 0; i < strategies; ++i) {
      if (i % 9 == 0) family = normal(random);
      const double x = 0.7 * family + 0.7 * normal(random) + 0.1;
      m.cells[t * strategies + i] = uniform(random) < 0.02 ? 0.0 : 700.0 * (x < 0 ? 1.4 * x : x);
    }
    double* const row = m.cells.data() + t * strategies;
    if (strategies > 3) row[3] = row[1];
    if (strategies > 5) row[5] = 33.3;
    if (strategies > 7) row[7] = 0.0;
    for (uint64_t i = 0; i < strategies; ++i) {
      if (uniform(random) < missing) row[i] = NAN;
    }
  }
  return m;
}

std::vector<uint32_t> sample_portfolios(uint64_t count, uint32_t size, uint64_t strategies) {
  std::mt19937_64 random(count + size);
  std::vector<uint32_t> all(strategies), members;
  std::iota(all.begin(), all.end(), 0u);
  for (uint64_t b = 0; b < count; ++b) {
    for (uint32_t k = 0; k < size; ++k) std::swap(all[k], all[k + random() % (strategies - k)]);
    std::sort(all.begin(), all.begin() + size);
    members.insert(members.end(), all.begin(), all.begin() + size);
  }
  return members;
}

}  // namespace tessera::test
