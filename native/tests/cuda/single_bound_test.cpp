#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "tests/check.h"
#include "tests/cuda/precisions.h"

namespace tessera::test {
namespace {

std::vector<double> unit_column(uint32_t observations, std::mt19937_64& random, bool positive) {
  std::normal_distribution<double> normal;
  std::vector<double> column(observations);
  double squares = 0;
  for (double& z : column) {
    z = positive ? std::fabs(normal(random)) : normal(random);
    squares += z * z;
  }
  for (double& z : column) z /= std::sqrt(squares);
  return column;
}

/** The sum as the kernel forms it. */
float single_sum(const std::vector<double>& a, const std::vector<double>& b, uint32_t chunk) {
  float sum = 0;
  for (size_t first = 0; first < a.size(); first += chunk) {
    float part = 0;
    for (size_t t = first; t < std::min<size_t>(first + chunk, a.size()); ++t) {
      part = std::fma(static_cast<float>(a[t]), static_cast<float>(b[t]), part);
    }
    sum += part;
  }
  return sum;
}

TEST(errors_stay_within_the_bound) {
  std::mt19937_64 random(7);
  for (const uint32_t observations : {1u, 2u, 16u, 17u, 82u, 513u, 2500u}) {
    const cuda::SingleBound error = cuda::SingleBound::of(observations);
    double worst = 0;
    for (int k = 0; k < 3000; ++k) {
      // Columns of one sign have the largest sums on the way.
      const std::vector<double> a = unit_column(observations, random, k % 2 == 0);
      const std::vector<double> b = k % 5 == 0 ? a : unit_column(observations, random, k % 2 == 0);
      long double exact = 0;
      for (uint32_t t = 0; t < observations; ++t) exact += static_cast<long double>(a[t]) * b[t];
      const double found = single_sum(a, b, error.chunk_stages * cuda::kDepth);
      worst = std::max(worst, std::fabs(found - static_cast<double>(exact)));
    }
    CHECK(worst <= error.bound);
    // One observation is 1 or -1, which float holds.
    if (observations > 2) CHECK(worst > error.bound / 1000);
  }
}

TEST(bounds_are_those_of_the_manual) {
  CHECK_NEAR(cuda::SingleBound::of(82).bound * 1e6, 1.49, 0.01);
  CHECK_NEAR(cuda::SingleBound::of(2500).bound * 1e6, 6.26, 0.01);
}

}  // namespace
}  // namespace tessera::test
