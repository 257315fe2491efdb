#pragma once

#include <algorithm>
#include <atomic>
#include <string>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "backends/common/failure.h"
#include "backends/cuda/parallel_for.h"

namespace tessera::cuda {

/**
 * to[begin .. end) = from, returning the largest. Past the caches where that is possible: the GPU reads the copy from memory, and
 * a line that is not fetched before it is written over saves a third of the traffic. `to` starts at a cache line,
 * begin is a multiple of 4.
 */
inline uint32_t copy_and_max(uint32_t* to, const uint32_t* from, uint64_t begin, uint64_t end) {
  uint32_t largest = 0;
  uint64_t i = begin;
#if defined(__SSE2__)
  // SSE2 compares signed: with the top bit flipped the order is that of unsigned numbers.
  const __m128i flip = _mm_set1_epi32(INT32_MIN);
  __m128i most = flip;
  for (; i + 4 <= end; i += 4) {
    const __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + i), four);
    const __m128i flipped = _mm_xor_si128(four, flip);
    const __m128i larger = _mm_cmpgt_epi32(flipped, most);
    most = _mm_or_si128(_mm_and_si128(larger, flipped), _mm_andnot_si128(larger, most));
  }
  _mm_sfence();
  uint32_t lanes[4];
  _mm_storeu_si128(reinterpret_cast<__m128i*>(lanes), _mm_xor_si128(most, flip));
  largest = *std::max_element(lanes, lanes + 4);
#endif
  for (; i < end; ++i) {
    largest = from[i] > largest ? from[i] : largest;
    to[i] = from[i];
  }
  return largest;
}

/** to = from, throwing Failure{TSR_BAD_ARGUMENT} when an index is not below `limit`: one pass over memory for both. */
inline void copy_indices(uint32_t* to, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  constexpr uint64_t kPiece = 1 << 16;
  std::atomic<uint32_t> worst{0};
  parallel_for((count + kPiece - 1) / kPiece, kPiece * sizeof(uint32_t), [&](uint64_t piece) {
    const uint64_t end = std::min(count, (piece + 1) * kPiece);
    const uint32_t largest = copy_and_max(to, from, piece * kPiece, end);
    uint32_t seen = worst.load();
    while (largest > seen && !worst.compare_exchange_weak(seen, largest)) {
    }
  });
  if (count > 0 && worst.load() >= limit) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " holds index " + std::to_string(worst.load()) +
                                        ", but there are " + std::to_string(limit)};
  }
}

}  // namespace tessera::cuda
