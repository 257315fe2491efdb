#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "backends/common/check_arguments.h"
#include "backends/cuda/session/chunks.h"

namespace tessera::cuda {

/**
 * to = from, throwing Failure{TSR_BAD_ARGUMENT} when an index is not below `limit`: one pass over memory for both. The copy of
 * a chunk stays in the processor's caches, where the GPU's read finds it.
 */
template <class Index>
void copy_indices(Index* to, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  uint32_t largest = 0;
  for (uint64_t i = 0; i < count; ++i) {
    largest = std::max(largest, from[i]);
    to[i] = static_cast<Index>(from[i]);
  }
  require_index(largest, count, limit, name);
}

/** The same to indices of 16 bits where `narrow`, else of 32. */
inline void copy_indices(std::byte* to, bool narrow, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  if (narrow) return copy_indices(reinterpret_cast<uint16_t*>(to), from, count, limit, name);
  copy_indices(reinterpret_cast<uint32_t*>(to), from, count, limit, name);
}

/** Bytes of such an index. */
constexpr uint64_t index_bytes(bool narrow) { return narrow ? sizeof(uint16_t) : sizeof(uint32_t); }

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
