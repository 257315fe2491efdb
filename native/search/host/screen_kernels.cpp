#include "search/host/screen_kernels.h"

#include "search/vector_clones.h"

namespace tessera::search {

TESSERA_VECTOR_CLONES void add_scaled(float* a, const float* x, float factor, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) a[i] += factor * x[i];
}

TESSERA_VECTOR_CLONES void subtract(double* difference, const double* a, const double* b, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) difference[i] = a[i] - b[i];
}

TESSERA_VECTOR_CLONES void deepest_falls(double* depths, const island::FitnessBound& bound, double threshold,
                                         const island::LeavingTerms& best, const double* total_in, const float* alignment_in,
                                         uint32_t count) {
  // Copies: the compiler cannot know that what is written is not what it reads.
  const island::FitnessBound own = bound;
  const island::LeavingTerms leaving = best;
  for (uint32_t i = 0; i < count; ++i) depths[i] = own.deepest(threshold, leaving, total_in[i], alignment_in[i]);
}

TESSERA_VECTOR_CLONES void sift(uint64_t* members, island::SieveSteps steps, const uint64_t* words, const double* depths,
                                const double* in_window, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) members[i] &= words[steps.of(depths[i] + in_window[i])];
}

}  // namespace tessera::search
