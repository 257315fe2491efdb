#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "backends/cuda/session/chunk_queue.h"

namespace tessera::cuda {

/** to[0 .. count) = from, past the caches: the lines that are written over are not fetched before. */
inline void copy_past_caches(const double* from, double* to, uint64_t count) {
  uint64_t i = 0;
#if defined(__SSE2__)
  // Doubles lie at multiples of 8 bytes, so that at most one of them comes before a multiple of 16.
  if (count > 0 && reinterpret_cast<std::uintptr_t>(to) % 16 != 0) {
    to[0] = from[0];
    i = 1;
  }
  for (; i + 2 <= count; i += 2) _mm_stream_pd(to + i, _mm_loadu_pd(from + i));
  _mm_sfence();
#endif
  for (; i < count; ++i) to[i] = from[i];
}

/** Copies the results of a chunk, `each` doubles per unit, to their place in the caller's array. */
inline void copy_results(const double* from, double* to, const Chunk& chunk, uint64_t each) {
  const uint64_t count = chunk.count * each;
  double* const place = to + chunk.first * each;
  // A few thousand the caller looks at straight away.
  if (count < uint64_t{1} << 15) {
    std::copy(from, from + count, place);
  } else {
    copy_past_caches(from, place, count);
  }
}

}  // namespace tessera::cuda
