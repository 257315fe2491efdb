// Definitions written down once more, plainly and in long double, sharing no code with native/formulas.
#pragma once

#include <optional>

#include "tessera_backend.h"
#include "tests/support/samples.h"

namespace tessera::test {

/**
 * Pearson over the rows where both are present; 0 when either is constant there. weights: [T], a row of weight 0 is absent;
 * null = all alike.
 */
double naive_rho(const Matrix& m, uint64_t a, uint64_t b, const double* weights = nullptr);

/** The six legacy metrics: base, mean correlation, fitness. Correlations come from `source`. */
struct NaiveScore {
  double base, mean_correlation, fitness, roi, max_drawdown;
};
NaiveScore naive_score(const Matrix& m, const Matrix& source, const uint32_t* members, uint32_t size,
                       const tsr_objective& objective);

/** A metric of one column under the profile, for those that are defined here. */
std::optional<double> naive_metric(const Matrix& m, uint64_t i, uint32_t metric, const tsr_metric_config& config);

}  // namespace tessera::test
