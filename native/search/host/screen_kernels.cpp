#include "search/host/screen_kernels.h"

#include "search/vector_clones.h"

namespace tessera::search {

TESSERA_VECTOR_CLONES void add_scaled(float* a, const float* x, float factor, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) a[i] += factor * x[i];
}

TESSERA_VECTOR_CLONES void subtract(double* difference, const double* a, const double* b, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) difference[i] = a[i] - b[i];
}

TESSERA_VECTOR_CLONES void deepen(double* worst, const double* in_window, double fall, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const double after = fall - in_window[i];
    worst[i] = worst[i] > after ? worst[i] : after;
  }
}

TESSERA_VECTOR_CLONES void bound_fitness(double* bounds, const island::FitnessBound& bound, const island::LeavingTerms& terms,
                                         const double* worst, const double* total_in, const float* alignment_in,
                                         uint32_t count) {
  using island::Bounded;
  // Copies: the compiler cannot know that what is written is not what it reads.
  const island::FitnessBound own = bound;
  const island::LeavingTerms out = terms;
  const auto of_kind = [&]<Bounded Kind>() {
    for (uint32_t i = 0; i < count; ++i) bounds[i] = own.of_kind<Kind>(out, worst[i], total_in[i], alignment_in[i]);
  };
  switch (own.kind()) {
    case Bounded::ratio: return of_kind.operator()<Bounded::ratio>();
    case Bounded::roi: return of_kind.operator()<Bounded::roi>();
    case Bounded::drawdown: return of_kind.operator()<Bounded::drawdown>();
  }
}

}  // namespace tessera::search
