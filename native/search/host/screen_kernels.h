#pragma once

#include <cstdint>

#include "search/island/bound.h"

namespace tessera::search {

/** a[i] += factor * x[i]. */
void add_scaled(float* a, const float* x, float factor, uint32_t count);

/** difference[i] = a[i] - b[i]. */
void subtract(double* difference, const double* a, const double* b, uint32_t count);

/** worst[i] = max(worst[i], fall - in_window[i]). */
void deepen(double* worst, const double* in_window, double fall, uint32_t count);

/** bounds[i] = upper bound on the fitness after strategy i came in. `worst` is the drawdown's lower bound (sums). */
void bound_fitness(double* bounds, const island::FitnessBound& bound, const island::LeavingTerms& terms, const double* worst,
                   const double* total_in, const float* alignment_in, uint32_t count);

}  // namespace tessera::search
