#pragma once

#include <vector>

#include "tests/cuda/library.h"
#include "tests/support/objective.h"
#include "tests/support/opened.h"

namespace tessera::test {

/** The same matrix on both backends. */
struct Both {
  explicit Both(const Matrix& matrix, const OpenOptions& options = {});
  Opened cpu, cuda;
};

/** legacy_objective, its penalty halved below a drawdown of 2,000. */
tsr_objective objective_of(uint32_t metric, uint32_t penalty = TSR_PENALTY_SIGNED);

/** Reports the first place where the bits differ. */
void check_same_bits(const char* file, int line, const std::vector<double>& actual, const std::vector<double>& expected);
/** Reports the first place that is further off than `tolerance` relative to the larger of 1 and |expected|. */
void check_all_near(const char* file, int line, const std::vector<double>& actual, const std::vector<double>& expected,
                    double tolerance);

}  // namespace tessera::test

#define CHECK_SAME_BITS(actual, expected) ::tessera::test::check_same_bits(__FILE__, __LINE__, (actual), (expected))
#define CHECK_ALL_NEAR(actual, expected, tolerance) \
  ::tessera::test::check_all_near(__FILE__, __LINE__, (actual), (expected), (tolerance))
