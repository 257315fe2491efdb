#pragma once

#include <cstdint>

#include "search/island/bound.h"
#include "search/island/sieve.h"

namespace tessera::search {

/** a[i] += factor * x[i]. */
void add_scaled(float* a, const float* x, float factor, uint32_t count);

/** difference[i] = a[i] - b[i]. */
void subtract(double* difference, const double* a, const double* b, uint32_t count);

/** depths[i] = bound.deepest(...) of strategy i that comes in. */
void deepest_falls(double* depths, const island::FitnessBound& bound, double threshold, const island::LeavingTerms& best,
                   const double* total_in, const float* alignment_in, uint32_t count);

/** members[i] &= words of the step of depths[i] + in_window[i]. */
void sift(uint64_t* members, island::SieveSteps steps, const uint64_t* words, const double* depths, const double* in_window,
          uint32_t count);

}  // namespace tessera::search
