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

TEST(normal_distribution_is_that_of_erfc) {
  for (double z = -12; z < 6; z += 0.173) {
    const double expected = 0.5 * std::erfc(-z / std::sqrt(2.0));
    CHECK_NEAR(normal_below(z) / expected, 1.0, 1e-8);
  }
  for (const double p : {0.001, 0.1, 0.5, 0.77, 0.999}) CHECK_NEAR(normal_below(normal_quantile(p)), p, 3e-4);
}
