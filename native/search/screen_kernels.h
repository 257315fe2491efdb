#pragma once

#include <cstdint>

#include "tessera_backend.h"

namespace tessera::search {

/** a[i] += factor * x[i]. */
void add_scaled(float* a, const float* x, float factor, std::uint32_t count);

/** difference[i] = a[i] - b[i]. */
void subtract(double* difference, const double* a, const double* b, std::uint32_t count);

/** worst[i] = max(worst[i], fall - in_window[i]). */
void deepen(double* worst, const double* in_window, double fall, std::uint32_t count);

/** What one leaving member fixes about the bounds of its swaps. Sums, not means, where a name says so. */
struct BoundTerms {
  const tsr_objective* objective;
  double size;         // n
  double total;        // P&L of the chain without the leaving member
  double square;       // |S|^2 - 2 S.z_out - varying members
  double extra;        // what balance terms can gain at best
};

/** bounds[i] = upper bound on the fitness after strategy i came in. `worst` is the drawdown's lower bound (sums). */
void bound_fitness(double* bounds, const BoundTerms& terms, const double* worst, const double* total_in,
                   const float* alignment_in, std::uint32_t count);

}  // namespace tessera::search
