#include "search/island/functions.h"

#include <cmath>

#include "tests/check.h"

using namespace tessera;
using namespace tessera::search::island;

// The same bits on every side is what the parity tests of the backends check; here they are the functions they are named after.
TEST(exponential_and_logarithm_are_those_of_the_library) {
  for (double x = -690; x < 690; x += 0.37) {
    CHECK_NEAR(exponential(x) / std::exp(x), 1.0, 1e-15);
    CHECK_NEAR(logarithm(exponential(x)), x, 1e-13);
  }
  for (const double x : {1e-300, 0.3, 0.999999, 1.0, 1.000001, 1.5, 7.25, 1e18}) {
    CHECK_NEAR(logarithm(x), std::log(x), 4e-16 * (1 + std::fabs(std::log(x))));
  }
  CHECK_EQ(exponential(0), 1.0);
  CHECK_EQ(exponential(-800), 0.0);
  CHECK(exponential(800) > 1e300);
  CHECK(std::isnan(exponential(NAN)));
}

TEST(hyperbolic_and_circular_functions_are_those_of_the_library) {
  for (double x = -20; x < 20; x += 0.0137) CHECK_NEAR(hyperbolic_tangent(x), std::tanh(x), 3e-16);
  for (double r = -0.9995; r < 1; r += 0.0013) CHECK_NEAR(fisher_transform(r), std::atanh(r), 1e-15);
  for (double t = 0; t <= 1; t += 0.00071) CHECK_NEAR(cosine_of_turn(t), std::cos(6.283185307179586 * t), 1e-15);
  CHECK_EQ(hyperbolic_tangent(0), 0.0);
  CHECK_EQ(hyperbolic_tangent(-1), -hyperbolic_tangent(1));
  CHECK_EQ(cosine_of_turn(0.25), 0.0);
  CHECK_EQ(cosine_of_turn(0.5), -1.0);
}

TEST(normal_distribution_is_that_of_erfc) {
  for (double z = -12; z < 6; z += 0.173) {
    const double expected = 0.5 * std::erfc(-z / std::sqrt(2.0));
    CHECK_NEAR(normal_below(z) / expected, 1.0, 1e-8);
  }
  for (const double p : {0.001, 0.1, 0.5, 0.77, 0.999}) CHECK_NEAR(normal_below(normal_quantile(p)), p, 3e-4);
}
